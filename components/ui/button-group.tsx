"use client"

import { ButtonGroup as KumoButtonGroup } from "@cloudflare/kumo"
import type { ReactNode } from "react"

/** A split button: the action and a menu of its variants. */
export function ButtonGroup({ label, children }: { label: string; children: ReactNode }) {
  return <KumoButtonGroup aria-label={label}>{children}</KumoButtonGroup>
}
