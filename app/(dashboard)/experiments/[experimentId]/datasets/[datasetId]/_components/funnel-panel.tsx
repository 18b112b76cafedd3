import { describeEdits } from "@/components/dataset/edit-text"
import { describeRule, RULE_NAMES } from "@/components/dataset/rule-text"
import { formatCount, formatCountOf } from "@/components/format/count"
import { Meter } from "@/components/ui/meter"
import { Panel } from "@/components/ui/panel"
import type { DatasetRecord } from "@/lib/contracts/datasets"

/** Why every other episode is not in it: the rules in order, with what each dropped. */
export function FunnelPanel({ dataset }: { dataset: DatasetRecord }) {
  const { funnel, recipe, runs, excluded, edits } = dataset.manifest
  const others = [
    { name: "Held out", text: "tasks that a model is judged on", ...excluded.heldOut },
    { name: "Leaks", text: "training episodes that give those away", ...excluded.leaking },
  ].filter(({ episodes }) => episodes > 0)
  const total = runs.reduce((sum, run) => sum + run.episodes, 0)
  const dropped = total - dataset.episodeCount
  return (
    <Panel
      title="What was kept"
      note={`${formatCount(dataset.episodeCount)} of ${formatCountOf(total, "episode")}, ${formatCount(dropped)} dropped`}
    >
      <ol className="divide-y divide-kumo-hairline">
        {recipe.rules.map((rule, index) => {
          const stage = funnel.find((entry) => entry.rule === index)
          const share = (count: number) => (total > 0 ? count / total : 0)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place in the recipe
            <li key={index} className="px-3 py-2">
              <div className="flex items-baseline gap-2">
                <span className="font-medium">{RULE_NAMES[rule.type]}</span>
                <span className="min-w-0 truncate text-kumo-subtle text-note">{describeRule(rule)}</span>
                <span className="ml-auto font-medium tabular">{stage ? formatCount(stage.kept) : "off"}</span>
                <span className="w-12 text-right text-kumo-subtle text-note tabular">
                  {stage && `−${formatCount(stage.dropped)}`}
                </span>
              </div>
              {stage && (
                <Meter
                  className="mt-1"
                  tone="bar"
                  fraction={share(stage.kept)}
                  expected={{ from: share(stage.kept), to: share(stage.before) }}
                  label={`${RULE_NAMES[rule.type]} keeps ${stage.kept} of ${stage.before}`}
                />
              )}
            </li>
          )
        })}
        {others.map(({ name, text, episodes, tasks }) => (
          <li key={name} className="flex items-baseline gap-2 px-3 py-2">
            <span className="font-medium">{name}</span>
            <span className="min-w-0 truncate text-kumo-subtle text-note">
              {text}, {formatCountOf(tasks, "task")}
            </span>
            <span className="ml-auto w-12 text-right text-kumo-subtle text-note tabular">
              −{formatCount(episodes)}
            </span>
          </li>
        ))}
        {edits && <li className="px-3 py-2 text-kumo-subtle text-note">Taught: {describeEdits(edits)}</li>}
        {recipe.rules.length === 0 && others.length === 0 && (
          <li className="px-3 py-2 text-kumo-subtle">No rules: every episode is in it.</li>
        )}
      </ol>
    </Panel>
  )
}
