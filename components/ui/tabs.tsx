"use client"

import { Tabs as KumoTabs } from "@cloudflare/kumo"
import type { ReactNode } from "react"

export interface TabOption<Value extends string> {
  value: Value
  label: ReactNode
}

export interface TabsProps<Value extends string> {
  value: Value
  onChange: (value: Value) => void
  options: readonly TabOption<Value>[]
  variant?: "segmented" | "underline"
}

/** Switches what a panel shows. The caller renders the content. */
export function Tabs<Value extends string>({
  value,
  onChange,
  options,
  variant = "segmented",
}: TabsProps<Value>) {
  return (
    <KumoTabs
      variant={variant}
      size="sm"
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      tabs={options.map((option) => ({ value: option.value, label: option.label }))}
    />
  )
}
