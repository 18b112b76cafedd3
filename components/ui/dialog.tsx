"use client"

import { Dialog as KumoDialog } from "@cloudflare/kumo"
import { XIcon } from "@phosphor-icons/react/dist/ssr/X"
import type { ReactElement, ReactNode } from "react"
import { Button } from "./button"

export interface DialogProps {
  title: string
  description?: ReactNode
  /** The element that opens it; leave out when `open` is controlled. */
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  size?: "sm" | "base" | "lg" | "xl"
  children?: ReactNode
  /** Buttons, right-aligned at the bottom. Wrap closing ones in `DialogClose`. */
  footer?: ReactNode
}

/** A modal with a title, a close button and an optional footer. */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  size = "lg",
  children,
  footer,
}: DialogProps) {
  const control = open === undefined ? {} : { open }
  return (
    <KumoDialog.Root {...control} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <KumoDialog.Trigger render={trigger} />}
      <KumoDialog size={size} className="flex max-h-[85dvh] max-w-[calc(100vw-24px)] flex-col p-0">
        <div className="flex items-start justify-between gap-3 px-4 pt-3.5">
          <KumoDialog.Title className="text-[15px]/6 font-semibold">{title}</KumoDialog.Title>
          <KumoDialog.Close
            render={<Button variant="ghost" shape="square" icon={<XIcon />} aria-label="Close" />}
          />
        </div>
        {description && (
          <KumoDialog.Description className="px-4 pt-1 text-[13px]/5 text-kumo-subtle">
            {description}
          </KumoDialog.Description>
        )}
        <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">{children}</div>
        {footer && (
          <div className="flex justify-end gap-2 border-kumo-hairline border-t px-4 py-3">{footer}</div>
        )}
      </KumoDialog>
    </KumoDialog.Root>
  )
}

/** Closes the surrounding dialog: `<DialogClose><Button>Keep running</Button></DialogClose>`. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <KumoDialog.Close render={children} />
}
