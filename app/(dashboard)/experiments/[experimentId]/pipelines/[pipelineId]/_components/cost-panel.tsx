import { describePart, describeTotal } from "@/components/distill/launch-cost"
import { formatUsd } from "@/components/format/usd"
import { Meter } from "@/components/ui/meter"
import { Panel } from "@/components/ui/panel"
import type { PipelineRecord } from "@/lib/contracts/pipelines"
import { describeAttemptCost } from "./attempt-cost"

export interface CostPanelProps {
  pipeline: PipelineRecord
  /** What the teacher's attempts are expected to bill; null while unknown. */
  teacherUsd: number | null
}

/** Spent on both sides, against what was expected and the cap. */
export function CostPanel({ pipeline, teacherUsd }: CostPanelProps) {
  const { spentUsd, budgetUsd, attempts, verdict } = pipeline
  const { student, teacher } = attempts
  const words = budgetUsd === null ? formatUsd(spentUsd) : `${formatUsd(spentUsd)} of ${formatUsd(budgetUsd)}`
  const rows = [
    ...listTraining(pipeline),
    { label: "Student's attempts", value: describeAttemptCost(student) },
    {
      label: "Teacher's attempts",
      value:
        teacher === null && teacherUsd !== null
          ? `about ${formatUsd(teacherUsd)}`
          : describeAttemptCost(teacher),
    },
    { label: "Attempts, spent", value: words },
    ...listTotals(pipeline),
  ]
  return (
    <Panel title={verdict ? "Cost" : "Cost so far"} padded>
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
        {describeTraining(pipeline)}
        {budgetUsd === null
          ? "No budget for attempts is set. Models on this machine bill nothing; their notional cost stands in the comparison."
          : "Student and teacher share the budget: attempts stop before they spend more."}
      </p>
    </Panel>
  )
}

/** Training and endpoint at a provider: what was expected, and what it came to. */
function listTraining({ bill, estimate, hosted }: PipelineRecord) {
  if (hosted?.isOwn || (!hosted && !estimate)) return []
  const expected = bill?.estimate ?? estimate?.parts.find(({ name }) => name === "training")
  const endpoint = estimate?.parts.find(({ name }) => name === "endpoint")
  return [
    ...(expected ? [{ label: "Training, expected", value: describePart(expected) }] : []),
    ...(hosted ? [{ label: "Training, billed", value: formatUsd(bill?.trainingUsd) }] : []),
    ...(endpoint ? [{ label: "Endpoint, expected", value: describePart(endpoint) }] : []),
    ...(endpoint ? [{ label: "Endpoint, so far", value: formatUsd(bill?.endpointUsd) }] : []),
  ]
}

/** The whole of it, next to what was expected of the whole. */
function listTotals({ bill, estimate, spentUsd, hosted }: PipelineRecord) {
  if (!estimate || (estimate.highUsd === 0 && estimate.unknown.length === 0)) return []
  const known = spentUsd + (bill?.trainingUsd ?? 0) + (bill?.endpointUsd ?? 0)
  const isOpen = hosted !== null && hosted.jobId !== null && bill?.trainingUsd == null
  return [
    { label: "In all, expected", value: describeTotal(withLater(estimate, bill?.estimate ?? null)) },
    { label: "In all, so far", value: isOpen ? `${formatUsd(known)} and training` : formatUsd(known) },
  ]
}

type Estimate = NonNullable<PipelineRecord["estimate"]>

/** What was expected of the whole, with the latest word on training in the place of the first. */
function withLater(estimate: Estimate, later: NonNullable<PipelineRecord["bill"]>["estimate"]): Estimate {
  const first = estimate.parts.find(({ name }) => name === "training")
  if (!later || !first) return estimate
  return {
    ...estimate,
    lowUsd: estimate.lowUsd - (first.lowUsd ?? 0) + later.lowUsd,
    highUsd: estimate.highUsd - (first.highUsd ?? 0) + later.highUsd,
    unknown: estimate.unknown.filter((name) => name !== "training"),
  }
}

const KINDS = {
  reported: "as the provider reports it",
  estimated: "by the provider's own estimate, which reports no bill",
  computed: "from trained tokens and the listed price",
}

function describeTraining({ bill, hosted }: PipelineRecord): string {
  if (!hosted || !bill || hosted.isOwn) return ""
  const { estimate, kind, trainingUsd } = bill
  const expected = estimate
    ? `Expected by ${estimate.source}${estimate.sourceDate ? `, ${estimate.sourceDate}` : ""}. `
    : ""
  const billed =
    trainingUsd === null
      ? hosted.status === "succeeded"
        ? `${hosted.providerTitle} does not say what it billed. `
        : ""
      : `Billed ${KINDS[kind ?? "reported"]}. `
  return expected + billed
}
