"use client"

import { PlusIcon } from "@phosphor-icons/react/dist/ssr/Plus"
import { memo, useRef } from "react"
import { RULE_CHOICES } from "@/components/dataset/new-rule"
import { formatCount } from "@/components/format/count"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { Button } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import { Menu } from "@/components/ui/menu"
import { RefetchBar } from "@/components/ui/panel"
import type { LabProps } from "./lab-props"
import { PairsSection } from "./pairs-section"
import { RuleRow } from "./rule-row"
import { RunsRow } from "./runs-row"
import { WeightsSection } from "./weights-section"

/** The rules in the order in which they act, each with what it keeps of what reached it. A drag of the threshold leaves it alone. */
export const RulesColumn = memo(function RulesColumn(props: LabProps) {
  const { recipe, preview, refetching } = props
  const { rules, rule: selected } = recipe.params
  const addButton = useRef<HTMLButtonElement>(null)
  const step = (by: number) => {
    const next = selected === null ? (by > 0 ? 0 : rules.length - 1) : selected + by
    if (rules[next]) recipe.select(next)
  }
  useHotkeys("Curation lab", [
    { keys: "a", label: "Add a rule", run: () => addButton.current?.click() },
    { keys: "ArrowUp", label: "Rule above", run: () => step(-1) },
    { keys: "ArrowDown", label: "Rule below", run: () => step(1) },
  ])
  return (
    <section
      aria-label="Rules"
      className="relative flex min-h-0 shrink-0 flex-col border-kumo-hairline xl:overflow-y-auto xl:border-r"
    >
      {refetching && <RefetchBar />}
      <header className="flex h-9 shrink-0 items-center justify-between border-kumo-hairline border-b px-3">
        <h2 className="font-semibold text-body">Rules</h2>
        <span className="text-head text-kumo-subtle">kept · dropped</span>
      </header>
      <RunsRow {...props} />
      <ol>
        {rules.map((rule, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place in the recipe
          <RuleRow key={index} {...props} rule={rule} index={index} />
        ))}
      </ol>
      <div className="flex items-center gap-2 px-2 py-1.5">
        <Menu
          trigger={
            <Button ref={addButton} variant="ghost" size="xs" icon={<PlusIcon size={14} />}>
              Add a rule
            </Button>
          }
          items={RULE_CHOICES.flatMap((choices, part) =>
            choices.map(({ label, rule }, place) => ({
              label,
              separated: part > 0 && place === 0,
              onSelect: () => recipe.add(rule()),
            })),
          )}
        />
        <Kbd>a</Kbd>
      </div>
      <WeightsSection {...props} />
      <PairsSection {...props} />
      {preview && (
        <footer className="mt-auto border-kumo-hairline border-t px-3 py-2.5 tabular">
          <div className="flex justify-between text-body">
            <span>
              {formatCount(preview.episodeCount)} −{" "}
              {formatCount(preview.episodeCount - preview.totals.episodes)} dropped
            </span>
            <span className="font-semibold">{formatCount(preview.totals.episodes)} kept</span>
          </div>
          <p className="text-kumo-subtle text-note">
            Every drop has one reason. Click a number to read examples.
          </p>
        </footer>
      )}
    </section>
  )
})
