"use client"

import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import type { SuccessRule } from "@/lib/contracts/experiments"

export interface RuleDraft {
  by: "source" | "metric"
  metric: string
  /** As typed. */
  min: string
}

export function toRuleDraft(rule: SuccessRule | null): RuleDraft {
  return { by: rule ? "metric" : "source", metric: rule?.metric ?? "score", min: String(rule?.min ?? 1) }
}

/** Null takes the source's own flag. The browser has checked that what was typed is a number. */
export function parseRuleDraft({ by, metric, min }: RuleDraft): SuccessRule | null {
  return by === "source" ? null : { metric: metric.trim(), min: Number(min) }
}

export interface SuccessRuleFieldsProps {
  draft: RuleDraft
  onChange: (draft: RuleDraft) => void
}

/** What counts as success: the source's own flag, or a metric at or above a value. */
export function SuccessRuleFields({ draft, onChange }: SuccessRuleFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium text-body">Success</legend>
      <Select
        label="What decides success"
        value={draft.by}
        onChange={(by) => onChange({ ...draft, by })}
        options={[
          { value: "metric", label: "A metric at or above a value" },
          { value: "source", label: "The source's own flag" },
        ]}
      />
      {draft.by === "metric" && (
        <div className="flex items-end gap-2">
          <Input
            label="Metric: score, or the key of another metric"
            value={draft.metric}
            onChange={(event) => onChange({ ...draft, metric: event.target.value })}
            required
            maxLength={200}
            className="flex-1"
          />
          <span className="pb-1 text-kumo-subtle">at least</span>
          <Input
            label="Lowest value that succeeds"
            type="number"
            step="any"
            required
            className="w-24"
            value={draft.min}
            onChange={(event) => onChange({ ...draft, min: event.target.value })}
          />
        </div>
      )}
    </fieldset>
  )
}
