import { formatCount } from "@/components/format/count"
import { Panel } from "@/components/ui/panel"
import type { DatasetDiff } from "@/lib/contracts/dataset-checks"
import type { DatasetRecord } from "@/lib/contracts/datasets"
import { explainAbsence } from "./explain-absence"

interface ReasonsPanelProps {
  before: DatasetRecord
  after: DatasetRecord
  diff: DatasetDiff
}

/** Which rule let go of those that entered, and which dropped those that left. */
export function ReasonsPanel({ before, after, diff }: ReasonsPanelProps) {
  return (
    <Panel title="By which rule">
      {diff.reasons.length === 0 ? (
        <p className="p-3 text-kumo-subtle text-note">Both hold the same episodes.</p>
      ) : (
        <ul className="divide-y divide-kumo-hairline text-note">
          {diff.reasons.map(({ change, episodes, ...absence }) => (
            <li key={`${change} ${absence.reason} ${absence.rule}`} className="flex gap-2 px-3 py-1.5">
              <span className="w-12 shrink-0 text-right font-medium tabular">
                {change === "entered" ? "+" : "−"}
                {formatCount(episodes)}
              </span>
              <span className="min-w-0">
                <span className="text-kumo-subtle">
                  {change === "entered" ? "entered, kept out before by " : "left, dropped now by "}
                </span>
                {explainAbsence(absence, change === "entered" ? before : after)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
