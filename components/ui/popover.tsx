"use client"

import { Popover as KumoPopover } from "@cloudflare/kumo"
import type { ReactElement, ReactNode } from "react"

export interface PopoverProps {
  trigger: ReactElement
  title?: string
  children: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  side?: "top" | "bottom" | "left" | "right"
  align?: "start" | "center" | "end"
  className?: string
}

/** Something small to edit or read, anchored to what opened it. */
export function Popover({
  trigger,
  title,
  children,
  open,
  onOpenChange,
  side,
  align,
  className,
}: PopoverProps) {
  const control = open === undefined ? {} : { open }
  return (
    <KumoPopover {...control} onOpenChange={(next) => onOpenChange?.(next)}>
      <KumoPopover.Trigger render={trigger} />
      <KumoPopover.Content side={side ?? "bottom"} align={align ?? "start"} className={className ?? ""}>
        {title && <KumoPopover.Title className="text-[13px]/5 font-semibold">{title}</KumoPopover.Title>}
        {children}
      </KumoPopover.Content>
    </KumoPopover>
  )
}

/** Closes the surrounding popover. */
export function PopoverClose({ children }: { children: ReactElement }) {
  return <KumoPopover.Close render={children} />
}
