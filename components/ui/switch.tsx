"use client"

import { Switch as KumoSwitch } from "@cloudflare/kumo"

export interface SwitchProps {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
}

/** On or off, at once. */
export function Switch({ onChange, ...props }: SwitchProps) {
  return <KumoSwitch {...props} size="sm" onCheckedChange={onChange} />
}
