"use client"

import { FilterSelect } from "@/components/ui/filter-select"

export interface FlagFilterProps {
  label: string
  value: boolean | null
  onChange: (value: boolean | null) => void
}

/** With, without, or either. */
export function FlagFilter({ label, value, onChange }: FlagFilterProps) {
  return (
    <FilterSelect
      label={label}
      values={value === null ? [] : [value ? "with" : "without"]}
      onChange={(values) => onChange(values.length === 1 ? values[0] === "with" : null)}
      options={[
        { value: "with", label: "with" },
        { value: "without", label: "without" },
      ]}
    />
  )
}
