"use client"

import { useRouter } from "next/navigation"
import { type FormEvent, useId } from "react"
import { useChange } from "@/components/shell/use-change"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { Textarea } from "@/components/ui/textarea"
import { createExperiment, listExperiments } from "@/lib/contracts/experiments"

export interface NewExperimentDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title?: string
  /** Where to go once it is there; its own page unless said. */
  hrefOf?: (experimentId: string) => string
}

const ownPage = (experimentId: string) => `/experiments/${experimentId}`

/** Names an experiment and its question, then opens it. */
export function NewExperimentDialog({
  open,
  onOpenChange,
  title = "New experiment",
  hrefOf = ownPage,
}: NewExperimentDialogProps) {
  const formId = useId()
  const router = useRouter()
  const create = useChange(createExperiment, {
    refreshes: [listExperiments],
    errors: "inline",
    onDone: ({ id }) => router.push(hrefOf(id)),
  })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    create.mutate({ name: String(form.get("name")), question: String(form.get("question")) })
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
        Create experiment
      </Button>
    </>
  )
  return (
    <Dialog title={title} size="base" open={open} onOpenChange={change} footer={footer}>
      <form id={formId} className="flex flex-col gap-3" onSubmit={submit}>
        {create.error && <Banner tone="error">{create.error.message}</Banner>}
        <Input
          name="name"
          label="Name"
          showLabel
          required
          maxLength={200}
          placeholder="tau-bench retail"
          autoComplete="off"
        />
        <Textarea
          name="question"
          label="Question"
          showLabel
          rows={3}
          maxLength={2000}
          placeholder="Can a small model handle retail support as reliably, for a twentieth of the price?"
        />
      </form>
    </Dialog>
  )
}
