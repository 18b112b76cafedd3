import { Estimate, type EstimateProps } from "@/components/ui/estimate"
import type { RunRecord } from "@/lib/contracts/runs"
import { describeCostKind } from "./cost-kind"

export interface CostEstimateProps extends Pick<EstimateProps, "size" | "interval"> {
  cost: RunRecord["statistics"]["cost"]
}

/** Cost per task, marked with how it is known: `$0.0486 est.` */
export function CostEstimate({ cost, size = "cell", interval = false }: CostEstimateProps) {
  const { mark, sentence } = describeCostKind(cost)
  return (
    <span className="inline-flex items-baseline gap-1 whitespace-nowrap" title={sentence}>
      <Estimate estimate={cost.perTaskUsd} unit="usd" size={size} interval={interval} />
      {mark && (
        <span className="text-kumo-subtle text-note">
          <span aria-hidden>{mark}</span>
          <span className="sr-only">{sentence}</span>
        </span>
      )}
    </span>
  )
}
