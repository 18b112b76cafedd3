import { formatUsd } from "@/components/format/usd"
import { Banner } from "@/components/ui/banner"
import { Checkbox } from "@/components/ui/checkbox"
import type { estimatePipeline } from "@/lib/contracts/pipelines"
import type { RouteOutput } from "@/lib/contracts/route"
import type { DistillForm } from "./distill-form"

type Estimate = Pick<RouteOutput<typeof estimatePipeline>, "cost" | "spending">

/** Whether the workspace's limits allow a start: as it is, or because somebody agreed to what it may cost. */
export function maySpend(
  { cost, spending }: Estimate,
  { confirmedUsd }: Pick<DistillForm, "confirmedUsd">,
): boolean {
  if (spending.kind === "allowed") return true
  return spending.kind === "confirm" && confirmedUsd !== null && confirmedUsd >= (cost?.highUsd ?? 0)
}

interface SpendingFieldsProps {
  estimate: Estimate
  form: Pick<DistillForm, "confirmedUsd">
  onChange: (fields: Partial<DistillForm>) => void
}

/** Shown where a launch comes up against the workspace's budget. */
export function SpendingFields({ estimate, form, onChange }: SpendingFieldsProps) {
  const { cost, spending } = estimate
  if (spending.kind === "allowed") return null
  if (spending.kind === "refused") {
    return (
      <Banner tone="error" title="Over the budget.">
        {spending.reason}
      </Banner>
    )
  }
  const highUsd = cost?.highUsd ?? 0
  const unknown = (cost?.unknown.length ?? 0) > 0 ? ", and what is unknown" : ""
  return (
    <div className="flex flex-col gap-2">
      <Banner tone="warn">{spending.reason}</Banner>
      <Checkbox
        label={`I agree to up to ${formatUsd(highUsd)}${unknown}`}
        checked={maySpend(estimate, form)}
        onChange={(agreed) => onChange({ confirmedUsd: agreed ? highUsd : null })}
      />
    </div>
  )
}
