"use client"

import { useRouter } from "next/navigation"
import { type FormEvent, useId } from "react"
import { useChange } from "@/components/shell/use-change"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { createModel, listModels } from "@/lib/contracts/models"

export interface NewModelDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Names a model; what the public price table knows of it is filled in. */
export function NewModelDialog({ open, onOpenChange }: NewModelDialogProps) {
  const formId = useId()
  const router = useRouter()
  const create = useChange(createModel, {
    refreshes: [listModels],
    errors: "inline",
    onDone: ({ id }) => router.push(`/models/${id}`),
  })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const provider = String(form.get("provider")).trim()
    create.mutate({ name: String(form.get("name")), ...(provider ? { provider } : {}) })
  }
  function change(next: boolean) {
    onOpenChange(next)
    create.reset()
  }
  const footer = (
    <>
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button variant="primary" type="submit" form={formId} loading={create.isPending}>
        Add model
      </Button>
    </>
  )
  return (
    <Dialog
      title="Add a model"
      description="Its price is looked up in the public price table when the name is known there."
      size="base"
      open={open}
      onOpenChange={change}
      footer={footer}
    >
      <form id={formId} className="flex flex-col gap-3" onSubmit={submit}>
        {create.error && <Banner tone="error">{create.error.message}</Banner>}
        <Input
          name="name"
          label="Name"
          showLabel
          required
          maxLength={200}
          placeholder="gpt-4.1-mini"
          autoComplete="off"
        />
        <Input
          name="provider"
          label="Provider, if the name does not say it"
          showLabel
          maxLength={100}
          placeholder="openai"
          autoComplete="off"
        />
      </form>
    </Dialog>
  )
}
