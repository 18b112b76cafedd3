"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useId, useState } from "react"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { useToast } from "@/components/ui/toast"
import { call } from "@/lib/api-client/call"
import { type ConnectionRecord, listConnections } from "@/lib/contracts/connections"
import { createModel, createPrice, listModels } from "@/lib/contracts/models"

export interface AddModelDialogProps {
  connection: ConnectionRecord
  onOpenChange: (open: boolean) => void
}

const textOf = (form: FormData, name: string) => String(form.get(name) ?? "").trim()

/** The model, and its price where one was entered; a price of the public table is found by name. */
async function addModel(connection: ConnectionRecord, form: FormData) {
  const model = textOf(form, "model")
  const maxOutputTokens = textOf(form, "maxOutputTokens")
  const created = await call(createModel, {
    name: textOf(form, "name") || model,
    provider: connection.kind,
    connectionId: connection.id,
    config: { model, ...(maxOutputTokens ? { maxOutputTokens: Number(maxOutputTokens) } : {}) },
  })
  const [input, output] = [textOf(form, "input"), textOf(form, "output")]
  if (input === "" || output === "") return created
  return call(createPrice, {
    modelId: created.id,
    inputUsdPerMTok: Number(input),
    outputUsdPerMTok: Number(output),
    source: textOf(form, "source") || `Entered with the connection ${connection.name}`,
    sourceDate: new Date().toISOString().slice(0, 10),
  })
}

/** Makes a model of the endpoint one of ours, ready to be evaluated. */
export function AddModelDialog({ connection, onOpenChange }: AddModelDialogProps) {
  const formId = useId()
  const [isPriced, setIsPriced] = useState(false)
  const client = useQueryClient()
  const toast = useToast()
  const add = useMutation({
    mutationFn: (form: FormData) => addModel(connection, form),
    onSuccess: ({ name, price }) => {
      const description = price ? undefined : "It has no price yet, so its cost is unknown until you add one."
      toast({
        title: `${name} can be evaluated now`,
        tone: "success",
        ...(description ? { description } : {}),
      })
      onOpenChange(false)
    },
    onSettled: () =>
      Promise.all(
        [listModels, listConnections].map(({ id }) => client.invalidateQueries({ queryKey: [id] })),
      ),
  })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    add.mutate(new FormData(event.currentTarget))
  }
  const footer = (
    <>
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button variant="primary" type="submit" form={formId} loading={add.isPending}>
        Add model
      </Button>
    </>
  )
  return (
    <Dialog
      title={`Add a model of ${connection.name}`}
      description="Its price is looked up in the public price table by its name, unless you enter one."
      size="base"
      open
      onOpenChange={onOpenChange}
      footer={footer}
    >
      <form id={formId} className="flex flex-col gap-3" onSubmit={submit}>
        {add.error && <Banner tone="error">{add.error.message}</Banner>}
        <Input
          name="model"
          label="Model, as the endpoint names it"
          showLabel
          required
          maxLength={200}
          placeholder="gpt-4.1-mini"
          autoComplete="off"
        />
        <Input
          name="name"
          label="Name here, if it should be another"
          showLabel
          maxLength={200}
          autoComplete="off"
        />
        <Input
          name="maxOutputTokens"
          type="number"
          min={1}
          step={1}
          label="Longest reply in tokens (empty: no limit)"
          showLabel
        />
        <div className="grid grid-cols-2 gap-3 *:min-w-0">
          <PriceInput name="input" label="Input, USD/1M tokens" required={isPriced} onPriced={setIsPriced} />
          <PriceInput
            name="output"
            label="Output, USD/1M tokens"
            required={isPriced}
            onPriced={setIsPriced}
          />
        </div>
        {isPriced && (
          <Input
            name="source"
            label="Source of the price: an address or a document"
            showLabel
            maxLength={500}
            autoComplete="off"
          />
        )}
      </form>
    </Dialog>
  )
}

interface PriceInputProps {
  name: string
  label: string
  required: boolean
  onPriced: (isPriced: boolean) => void
}

/** Input and output are given together or not at all. */
function PriceInput({ onPriced, ...field }: PriceInputProps) {
  return (
    <Input
      {...field}
      showLabel
      className="w-full min-w-0"
      type="number"
      min={0}
      max={1_000_000}
      step="any"
      inputMode="decimal"
      onChange={(event) => {
        const { form } = event.target
        onPriced(form !== null && ["input", "output"].some((name) => new FormData(form).get(name) !== ""))
      }}
    />
  )
}
