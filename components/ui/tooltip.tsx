"use client"

import { Tooltip as KumoTooltip } from "@cloudflare/kumo"
import type { ReactElement, ReactNode } from "react"

export interface TooltipProps {
  content: ReactNode
  side?: "top" | "bottom" | "left" | "right"
  /** The element it explains; it must be able to take focus. */
  children: ReactElement
}

/** A word more on hover and focus. Never the only place of an information. */
export function Tooltip({ content, side = "top", children }: TooltipProps) {
  return <KumoTooltip content={content} side={side} render={children} />
}
