import { formatUsd } from "@/components/format/usd"
import { Meter } from "@/components/ui/meter"
import { Panel } from "@/components/ui/panel"
import type { PipelineRecord } from "@/lib/contracts/pipelines"
import { describeAttemptCost } from "./attempt-cost"

export interface CostPanelProps {
  pipeline: PipelineRecord
  /** What the trainer expects to bill; null while unknown. */
  trainingUsd: number | null
  /** What the teacher's attempts are expected to bill; null while unknown. */
  teacherUsd: number | null
}

/** Spent on both sides, against the cap. */
export function CostPanel({ pipeline, trainingUsd, teacherUsd }: CostPanelProps) {
  const { spentUsd, budgetUsd, attempts } = pipeline
  const { student, teacher } = attempts
  const words = budgetUsd === null ? formatUsd(spentUsd) : `${formatUsd(spentUsd)} of ${formatUsd(budgetUsd)}`
  const rows = [
    { label: "Training, expected", value: formatUsd(trainingUsd) },
    { label: "Student's attempts", value: describeAttemptCost(student) },
    {
      label: "Teacher's attempts",
      value:
        teacher === null && teacherUsd !== null
          ? `about ${formatUsd(teacherUsd)}`
          : describeAttemptCost(teacher),
    },
    { label: "Attempts, spent", value: words },
  ]
  return (
    <Panel title="Cost so far" padded>
      <dl className="flex flex-col gap-1.5">
        {rows.map(({ label, value }) => (
          <div key={label} className="flex justify-between gap-3">
            <dt className="shrink-0 text-kumo-subtle">{label}</dt>
            <dd className="text-right font-medium tabular">{value}</dd>
          </div>
        ))}
      </dl>
      {budgetUsd !== null && <Meter className="mt-2" fraction={spentUsd / budgetUsd} label={words} />}
      <p className="mt-2 text-kumo-subtle text-note">
        {budgetUsd === null
          ? "No budget is set. Models on this machine bill nothing; their notional cost stands in the comparison."
          : "Student and teacher share the budget: attempts stop before they spend more."}
      </p>
    </Panel>
  )
}
