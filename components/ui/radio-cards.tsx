"use client"

import { Radio } from "@cloudflare/kumo"
import type { ReactNode } from "react"

export interface RadioCardsProps<Value extends string> {
  label: string
  value: Value
  onChange: (value: Value) => void
  options: readonly { value: Value; label: string; description?: ReactNode }[]
}

/** One of a few that need explaining, each with its sentence. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const { label, value, onChange, options } = props
  return (
    <Radio.Group<Value>
      appearance="card"
      controlPosition="start"
      value={value}
      onValueChange={(next) => onChange(next)}
      className="[&>div]:grid [&>div]:gap-2 sm:[&>div]:grid-cols-2"
    >
      <Radio.Legend className="font-medium text-body sm:col-span-2">{label}</Radio.Legend>
      {options.map((option) => (
        <Radio.Item<Value>
          key={option.value}
          value={option.value}
          label={option.label}
          description={option.description}
        />
      ))}
    </Radio.Group>
  )
}
