"use client"

import type { ReactElement, ReactNode } from "react"
import { Button } from "./button"
import { Dialog, DialogClose } from "./dialog"

export interface ConfirmDialogProps {
  title: string
  /** What is lost, what is kept, what was spent. */
  children: ReactNode
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  confirm: string
  /** The way back, in words: `Keep running`. */
  cancel?: string
  destructive?: boolean
  onConfirm: () => void
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({
  confirm,
  cancel = "Cancel",
  destructive,
  onConfirm,
  ...dialog
}: ConfirmDialogProps) {
  const footer = (
    <>
      <DialogClose>
        <Button>{cancel}</Button>
      </DialogClose>
      <DialogClose>
        <Button variant={destructive ? "destructive" : "primary"} onClick={onConfirm}>
          {confirm}
        </Button>
      </DialogClose>
    </>
  )
  return <Dialog size="base" footer={footer} {...dialog} />
}
