"use client"

import { Switch as KumoSwitch } from "@cloudflare/kumo"

export interface SwitchProps {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
}

/** On or off, at once. */
export function Switch({ label, onChange, ...props }: SwitchProps) {
  const words = <span className="text-body">{label}</span>
  return <KumoSwitch {...props} label={words} size="sm" onCheckedChange={onChange} />
}
