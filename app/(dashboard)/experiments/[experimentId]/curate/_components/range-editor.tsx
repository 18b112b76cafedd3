"use client"

import { COLUMN_WORDS } from "@/components/dataset/rule-text"
import { Select } from "@/components/ui/select"
import { Switch } from "@/components/ui/switch"
import { RANGE_COLUMNS, type RangeColumn, type Rule } from "@/lib/domain/curation/rule"
import { NumberField } from "./number-field"

type RangeRule = Extract<Rule, { type: "range" }>

/** People type dollars and seconds; rules hold what the store does. */
const SCALES: Record<RangeColumn, { unit: string; factor: number }> = {
  steps: { unit: "", factor: 1 },
  contentTokens: { unit: "", factor: 1 },
  assistantTokens: { unit: "", factor: 1 },
  costMicro: { unit: ", USD", factor: 1e6 },
  latencyMs: { unit: ", seconds", factor: 1000 },
  errors: { unit: "", factor: 1 },
  trial: { unit: "", factor: 1 },
}

export function RangeEditor({ rule, onChange }: { rule: RangeRule; onChange: (rule: Rule) => void }) {
  const { unit, factor } = SCALES[rule.column]
  const shown = (bound: number | null) => (bound === null ? null : bound / factor)
  const stored = (typed: number | null) => (typed === null ? null : Math.round(typed * factor))
  return (
    <>
      <Select
        label="Column"
        value={rule.column}
        onChange={(column) => onChange({ ...rule, column, min: null, max: null })}
        options={RANGE_COLUMNS.map((value) => ({ value, label: COLUMN_WORDS[value] }))}
      />
      <div className="grid grid-cols-2 gap-2">
        <NumberField
          label={`At least${unit}`}
          placeholder="open"
          min={0}
          value={shown(rule.min)}
          onCommit={(min) => onChange({ ...rule, min: stored(min) })}
        />
        <NumberField
          label={`At most${unit}`}
          placeholder="open"
          min={0}
          value={shown(rule.max)}
          onCommit={(max) => onChange({ ...rule, max: stored(max) })}
        />
      </div>
      <Switch
        label="Keep episodes where it is unknown"
        checked={rule.keepUnknown}
        onChange={(keepUnknown) => onChange({ ...rule, keepUnknown })}
      />
    </>
  )
}
