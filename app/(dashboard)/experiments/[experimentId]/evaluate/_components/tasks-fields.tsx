"use client"

import { NumberInput } from "@/components/distill/number-input"
import { PlanDetails } from "@/components/distill/plan-details"
import { Select } from "@/components/ui/select"
import type { EvaluationPlan } from "@/lib/contracts/evaluations"
import type { EvaluationForm } from "./evaluation-form"

const SPLIT_OPTIONS = [
  { value: "train", label: "Training tasks" },
  { value: "validation", label: "Validation tasks" },
  { value: "test", label: "Held-out test tasks" },
] as const

export interface TasksFieldsProps {
  form: EvaluationForm
  onChange: (fields: Partial<EvaluationForm>) => void
}

/** Which tasks, how often, and what it may cost. */
export function TasksFields({ form, onChange }: TasksFieldsProps) {
  const { plan } = form
  const set = (fields: Partial<EvaluationPlan>) => onChange({ plan: { ...plan, ...fields } })
  return (
    <>
      <div className="grid items-start gap-3 sm:grid-cols-2 [&>*]:min-w-0">
        <Select
          label="Tasks"
          showLabel
          className="w-full"
          value={plan.split}
          onChange={(split) => set({ split })}
          options={SPLIT_OPTIONS}
        />
        <NumberInput
          label="Number of tasks, at most"
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
        />
      </div>
      <PlanDetails plan={plan} onChange={set} />
    </>
  )
}
