"use client"

import { ArrowDownIcon } from "@phosphor-icons/react/dist/ssr/ArrowDown"
import { ArrowUpIcon } from "@phosphor-icons/react/dist/ssr/ArrowUp"
import { TrashIcon } from "@phosphor-icons/react/dist/ssr/Trash"
import { describeRule, RULE_NAMES } from "@/components/dataset/rule-text"
import { formatCount } from "@/components/format/count"
import { Button } from "@/components/ui/button"
import { classNames } from "@/components/ui/class-names"
import { Switch } from "@/components/ui/switch"
import type { Rule } from "@/lib/domain/curation/rule"
import { DroppedExamples } from "./dropped-examples"
import { FunnelBar } from "./funnel-bar"
import type { LabProps } from "./lab-props"
import { RuleEditor } from "./rule-editor"
import { ScanNote } from "./scan-note"

interface RuleRowProps extends LabProps {
  rule: Rule
  index: number
}

/** One rule with its part of the funnel; selected, it opens for editing. */
export function RuleRow(props: RuleRowProps) {
  const { experimentId, recipe, rule, index, preview } = props
  const selected = recipe.params.rule === index
  const stage = preview?.funnel[index]
  const pending = preview?.pending.find((one) => one.rule === index)
  const share = (count: number) => (preview && preview.episodeCount > 0 ? count / preview.episodeCount : 0)
  return (
    <li
      className={classNames(
        "border-kumo-hairline border-b",
        selected && "bg-accent-tint shadow-[inset_2px_0_0_var(--wn-accent)]",
      )}
    >
      <div className={classNames("relative px-3 py-2", !rule.enabled && "opacity-60")}>
        <div className="flex items-center gap-2">
          <h3 className="min-w-0 flex-1 truncate font-semibold text-body">
            <button
              type="button"
              aria-expanded={selected}
              onClick={() => recipe.select(selected ? null : index)}
              className="rounded-sm after:absolute after:inset-0 after:content-['']"
            >
              {RULE_NAMES[rule.type]}
            </button>
          </h3>
          <span className="font-semibold tabular">{rule.enabled ? formatCount(stage?.kept) : "off"}</span>
          <span className="relative z-1 flex w-12 justify-end">
            {stage && rule.enabled && <DroppedExamples experimentId={experimentId} stage={stage} />}
          </span>
        </div>
        <p className="truncate text-kumo-subtle text-note">
          {pending && rule.enabled && <span className="font-medium text-warn">waits · </span>}
          {describeRule(rule)}
        </p>
        {stage && rule.enabled && (
          <FunnelBar
            kept={share(stage.kept)}
            before={share(stage.before)}
            selected={selected}
            label={`${RULE_NAMES[rule.type]} keeps ${stage.kept} of ${stage.before}`}
          />
        )}
      </div>
      {selected && (
        <div className="flex flex-col gap-2.5 px-3 pt-1 pb-3">
          <RuleEditor rule={rule} preview={preview} onChange={(next) => recipe.change(index, next)} />
          {pending && rule.enabled && <ScanNote experimentId={experimentId} rule={rule} pending={pending} />}
          <RuleActions {...props} />
        </div>
      )}
    </li>
  )
}

function RuleActions({ recipe, rule, index }: RuleRowProps) {
  const last = recipe.params.rules.length - 1
  return (
    <div className="flex items-center gap-1">
      <Switch
        label="On"
        checked={rule.enabled}
        onChange={(enabled) => recipe.change(index, { ...rule, enabled })}
      />
      <span className="ml-auto" />
      <Button
        variant="ghost"
        size="xs"
        shape="square"
        icon={<ArrowUpIcon size={14} />}
        aria-label="Move rule up"
        disabled={index === 0}
        onClick={() => recipe.move(index, -1)}
      />
      <Button
        variant="ghost"
        size="xs"
        shape="square"
        icon={<ArrowDownIcon size={14} />}
        aria-label="Move rule down"
        disabled={index === last}
        onClick={() => recipe.move(index, 1)}
      />
      <Button
        variant="ghost"
        size="xs"
        shape="square"
        icon={<TrashIcon size={14} />}
        aria-label="Remove rule"
        onClick={() => recipe.remove(index)}
      />
    </div>
  )
}
