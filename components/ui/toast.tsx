"use client"

import { Toasty, useKumoToastManager } from "@cloudflare/kumo"
import type { ReactNode } from "react"

/** Once, around the application. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return <Toasty>{children}</Toasty>
}

export interface ToastMessage {
  title: string
  description?: string
  tone?: "default" | "success" | "error" | "warning"
  /** Reverses what was done; offered for eight seconds. */
  undo?: () => void
}

/** Says what happened and offers the way back: `toast({ title: "Item 37 saved as bad", undo })`. */
export function useToast(): (message: ToastMessage) => void {
  const manager = useKumoToastManager()
  return ({ title, description, tone = "default", undo }) => {
    const id: string = manager.add({
      title,
      ...(description ? { description } : {}),
      variant: tone,
      timeout: undo ? 8000 : 5000,
      ...(undo ? { actions: [{ children: "Undo", size: "sm" as const, onClick: () => take(undo) }] } : {}),
    })
    function take(reverse: () => void) {
      manager.close(id)
      reverse()
    }
  }
}
