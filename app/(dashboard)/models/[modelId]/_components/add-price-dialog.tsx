"use client"

import { type FormEvent, useId, useState } from "react"
import { useChange } from "@/components/shell/use-change"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Dialog, DialogClose } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { createPrice, getModel, listModels } from "@/lib/contracts/models"
import type { RouteOutput } from "@/lib/contracts/route"
import { getRun, listRuns } from "@/lib/contracts/runs"

export interface AddPriceDialogProps {
  model: RouteOutput<typeof getModel>
  onOpenChange: (open: boolean) => void
}

/** A price with its source and date; it becomes the current one. */
export function AddPriceDialog({ model, onOpenChange }: AddPriceDialogProps) {
  const formId = useId()
  const [notional, setNotional] = useState(false)
  const add = useChange(createPrice, {
    refreshes: [getModel, listModels, getRun, listRuns],
    errors: "inline",
    done: () => "The price is current; costs that no source reported follow in the background",
    onDone: () => onOpenChange(false),
  })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const cached = String(form.get("cached"))
    add.mutate({
      modelId: model.id,
      inputUsdPerMTok: Number(form.get("input")),
      cachedUsdPerMTok: cached === "" ? null : Number(cached),
      outputUsdPerMTok: Number(form.get("output")),
      notional,
      source: String(form.get("source")),
      sourceDate: String(form.get("sourceDate")),
    })
  }
  const footer = (
    <>
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button variant="primary" type="submit" form={formId} loading={add.isPending}>
        Add price
      </Button>
    </>
  )
  return (
    <Dialog
      title={`Price of ${model.name}`}
      description="USD per million tokens."
      size="base"
      open
      onOpenChange={onOpenChange}
      footer={footer}
    >
      <form id={formId} className="flex flex-col gap-3" onSubmit={submit}>
        {add.error && <Banner tone="error">{add.error.message}</Banner>}
        <div className="grid grid-cols-3 gap-3 *:min-w-0">
          <PriceField name="input" label="Input" required defaultValue={model.price?.inputUsdPerMTok} />
          <PriceField name="cached" label="Cached input" defaultValue={model.price?.cachedUsdPerMTok} />
          <PriceField name="output" label="Output" required defaultValue={model.price?.outputUsdPerMTok} />
        </div>
        <Input
          name="source"
          label="Source: an address or a document"
          showLabel
          required
          maxLength={500}
          placeholder="https://openai.com/api/pricing"
          autoComplete="off"
        />
        <Input name="sourceDate" type="date" label="As of" showLabel required />
        <Checkbox
          label="Notional: a what-if price that nobody bills"
          checked={notional}
          onChange={setNotional}
        />
      </form>
    </Dialog>
  )
}

interface PriceFieldProps {
  name: string
  label: string
  required?: boolean
  defaultValue: number | null | undefined
}

function PriceField({ defaultValue, ...field }: PriceFieldProps) {
  return (
    <Input
      {...field}
      showLabel
      type="number"
      min={0}
      max={1_000_000}
      step="any"
      inputMode="decimal"
      className="w-full min-w-0"
      defaultValue={defaultValue ?? ""}
    />
  )
}
