"use client"

import { Select } from "@/components/ui/select"
import type { SplitPlan } from "@/lib/domain/curation/split-tasks"

interface SplitFieldsProps {
  by: SplitPlan["by"]
  strata: SplitPlan["stratify"]
  onChange: (change: { by?: SplitPlan["by"]; strata?: SplitPlan["stratify"] }) => void
}

const UNITS = [
  { value: "task" as const, label: "a task" },
  { value: "group" as const, label: "a task group" },
]

/** What stays on one side, and what every side gets its share of. */
export function SplitFields({ by, strata, onChange }: SplitFieldsProps) {
  const spread = [
    { value: "group" as const, label: by === "task" ? "of every task group" : "of the tasks" },
    { value: "difficulty" as const, label: "of every difficulty" },
    ...(by === "task" ? [{ value: "none" as const, label: "of the tasks" }] : []),
  ]
  return (
    <div className="grid grid-cols-2 gap-2 text-note">
      <Select
        label="Never parted"
        showLabel
        value={by}
        options={UNITS}
        onChange={(next) => onChange({ by: next, ...(strata === "none" ? { strata: "group" } : {}) })}
      />
      <Select
        label="Every side gets its share"
        showLabel
        value={strata}
        options={spread}
        onChange={(next) => onChange({ strata: next })}
      />
    </div>
  )
}
