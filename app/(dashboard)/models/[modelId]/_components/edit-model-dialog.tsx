"use client"

import { type FormEvent, useId } from "react"
import { useChange } from "@/components/shell/use-change"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { Textarea } from "@/components/ui/textarea"
import { getModel, listModels, updateModel } from "@/lib/contracts/models"
import type { RouteOutput } from "@/lib/contracts/route"

export interface EditModelDialogProps {
  model: RouteOutput<typeof getModel>
  onOpenChange: (open: boolean) => void
}

/** Name, provider, base model, end of life and a note. */
export function EditModelDialog({ model, onOpenChange }: EditModelDialogProps) {
  const formId = useId()
  const save = useChange(updateModel, {
    refreshes: [getModel, listModels],
    errors: "inline",
    done: ({ name }) => `${name} is saved`,
    onDone: () => onOpenChange(false),
  })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (field: string) => String(form.get(field)).trim()
    save.mutate({
      modelId: model.id,
      name: text("name"),
      provider: text("provider"),
      baseModel: text("baseModel") || null,
      sunsetAt: text("sunsetAt") || null,
      note: text("note") || null,
    })
  }
  const footer = (
    <>
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button variant="primary" type="submit" form={formId} loading={save.isPending}>
        Save
      </Button>
    </>
  )
  return (
    <Dialog title="Edit model" size="base" open onOpenChange={onOpenChange} footer={footer}>
      <form id={formId} className="flex flex-col gap-3" onSubmit={submit}>
        {save.error && <Banner tone="error">{save.error.message}</Banner>}
        <Input
          name="name"
          label="Name"
          showLabel
          required
          maxLength={200}
          defaultValue={model.name}
          autoComplete="off"
        />
        <div className="grid gap-3 md:grid-cols-2">
          <Input
            name="provider"
            label="Provider"
            showLabel
            required
            maxLength={100}
            defaultValue={model.provider}
            autoComplete="off"
          />
          <Input
            name="baseModel"
            label="Base model"
            showLabel
            maxLength={200}
            defaultValue={model.baseModel ?? ""}
            autoComplete="off"
          />
        </div>
        <Input
          name="sunsetAt"
          type="date"
          label="Sunset: the provider stops serving it"
          showLabel
          defaultValue={model.sunsetAt ?? ""}
        />
        <Textarea
          name="note"
          label="Note"
          showLabel
          rows={3}
          maxLength={5000}
          defaultValue={model.note ?? ""}
        />
      </form>
    </Dialog>
  )
}
