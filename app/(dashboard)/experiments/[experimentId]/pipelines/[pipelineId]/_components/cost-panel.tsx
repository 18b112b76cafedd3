import { formatUsd } from "@/components/format/usd"
import { Meter } from "@/components/ui/meter"
import { Panel } from "@/components/ui/panel"
import type { PipelineRecord } from "@/lib/contracts/pipelines"

export interface CostPanelProps {
  pipeline: PipelineRecord
  /** What the trainer expects to bill; null while unknown. */
  trainingUsd: number | null
}

/** Spent against the cap. */
export function CostPanel({ pipeline, trainingUsd }: CostPanelProps) {
  const { spentUsd, budgetUsd } = pipeline
  const words =
    budgetUsd === null ? `${formatUsd(spentUsd)} spent` : `${formatUsd(spentUsd)} of ${formatUsd(budgetUsd)}`
  return (
    <Panel title="Cost so far" padded>
      <dl className="flex flex-col gap-1.5">
        <div className="flex justify-between gap-2">
          <dt className="text-kumo-subtle">Training, expected</dt>
          <dd className="font-medium tabular">{formatUsd(trainingUsd)}</dd>
        </div>
        <div className="flex justify-between gap-2">
          <dt className="text-kumo-subtle">Attempts of the student</dt>
          <dd className="font-medium tabular">{words}</dd>
        </div>
      </dl>
      {budgetUsd !== null && <Meter className="mt-2" fraction={spentUsd / budgetUsd} label={words} />}
      <p className="mt-2 text-kumo-subtle text-note">
        {budgetUsd === null
          ? "No budget is set. Models on this machine bill nothing; their notional cost stands in the comparison."
          : "An evaluation stops before it spends more than the budget."}
      </p>
    </Panel>
  )
}
