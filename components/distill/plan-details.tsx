"use client"

import { Disclosure } from "@/components/ui/disclosure"
import type { EvaluationPlan } from "@/lib/contracts/evaluations"
import { ModelField } from "./model-field"
import { NumberInput } from "./number-input"

export interface PlanDetailsProps {
  plan: EvaluationPlan
  onChange: (fields: Partial<EvaluationPlan>) => void
}

/** How attempts are made: sampling, speed, limits, and who plays the user. */
export function PlanDetails({ plan, onChange }: PlanDetailsProps) {
  return (
    <Disclosure title="How attempts are made">
      <div className="grid items-start gap-3 sm:grid-cols-3 [&>*]:min-w-0">
        <NumberInput
          label="Temperature"
          required
          min={0}
          max={2}
          value={plan.temperature}
          onChange={(temperature) => temperature !== null && onChange({ temperature })}
        />
        <NumberInput
          label="Seed"
          whole
          required
          min={0}
          max={4_294_967_295}
          value={plan.seed}
          onChange={(seed) => seed !== null && onChange({ seed })}
          description="Same seed, same attempts."
        />
        <NumberInput
          label="At a time"
          whole
          required
          min={1}
          max={64}
          value={plan.concurrency}
          onChange={(concurrency) => concurrency !== null && onChange({ concurrency })}
        />
        <NumberInput
          label="Steps of an attempt, at most"
          whole
          min={1}
          max={10_000}
          value={plan.maxSteps}
          placeholder="as the environment has it"
          onChange={(maxSteps) => onChange({ maxSteps })}
        />
        <div className="sm:col-span-2">
          <ModelField
            label="Model that plays the user"
            placeholder="nobody; only some environments have a user"
            none={{ label: "Nobody", onChoose: () => onChange({ userModelId: null }) }}
            value={plan.userModelId}
            onChange={(userModelId) => onChange({ userModelId })}
          />
        </div>
      </div>
    </Disclosure>
  )
}
