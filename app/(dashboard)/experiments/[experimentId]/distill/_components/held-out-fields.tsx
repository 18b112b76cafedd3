"use client"

import { NumberInput } from "@/components/distill/number-input"
import { PlanDetails } from "@/components/distill/plan-details"
import type { EvaluationPlan } from "@/lib/contracts/evaluations"
import type { DistillForm } from "./distill-form"

export interface HeldOutFieldsProps {
  form: DistillForm
  onChange: (fields: Partial<DistillForm>) => void
}

/** How many tasks student and teacher are compared on, and what that may cost. */
export function HeldOutFields({ form, onChange }: HeldOutFieldsProps) {
  const plan = form.evaluation
  const set = (fields: Partial<EvaluationPlan>) => onChange({ evaluation: { ...plan, ...fields } })
  return (
    <>
      <div className="grid items-start gap-3 sm:grid-cols-3 [&>*]:min-w-0">
        <NumberInput
          label="Held-out tasks, at most"
          whole
          min={1}
          max={100_000}
          value={plan.taskLimit}
          placeholder="all"
          onChange={(taskLimit) => set({ taskLimit })}
        />
        <NumberInput
          label="Attempts at each"
          whole
          required
          min={1}
          max={100}
          value={plan.trials}
          onChange={(trials) => trials !== null && set({ trials })}
        />
        <NumberInput
          label="Budget, USD"
          min={0.01}
          max={1_000_000}
          value={form.budgetUsd}
          placeholder="no limit"
          onChange={(budgetUsd) => onChange({ budgetUsd })}
          description="Each evaluation stops before it spends more."
        />
      </div>
      <PlanDetails plan={plan} onChange={set} />
    </>
  )
}
