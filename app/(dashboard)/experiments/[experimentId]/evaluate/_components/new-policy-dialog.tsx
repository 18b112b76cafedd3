"use client"

import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useId, useState } from "react"
import { SCRIPTED } from "@/components/distill/runnable"
import { SchemaForm, type Settings } from "@/components/distill/schema-form"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { routeQuery } from "@/lib/api-client/query"
import { listPlugins } from "@/lib/contracts/environments"
import { createModel, listModels } from "@/lib/contracts/models"

export interface NewPolicyDialogProps {
  onCreated: (modelId: string) => void
}

/** Makes a model of a scripted policy: which one, and its faults. */
export function NewPolicyDialog({ onCreated }: NewPolicyDialogProps) {
  const formId = useId()
  const policies = useQuery(routeQuery(listPlugins, {})).data?.policies ?? []
  const [open, setOpen] = useState(false)
  const [policyId, setPolicyId] = useState<string | null>(null)
  const [settings, setSettings] = useState<Settings>({})
  const [name, setName] = useState<string | null>(null)
  const policy = policies.find(({ id }) => id === policyId) ?? policies[0]
  const suggestion = [policy?.title, settings.preset].filter(Boolean).join(", ")
  const create = useChange(createModel, {
    refreshes: [listModels],
    errors: "inline",
    onDone: ({ id }) => {
      setOpen(false)
      onCreated(id)
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    // The dialog is drawn outside the form behind it, but its events still pass through that one.
    event.stopPropagation()
    if (!policy) return
    create.mutate({
      name: name ?? suggestion,
      provider: SCRIPTED,
      config: { policy: policy.id, settings },
      note: policy.description,
    })
  }
  return (
    <>
      <Gated permission="model.write">
        {(disabled) => (
          <Button disabled={disabled || policies.length === 0} onClick={() => setOpen(true)}>
            New scripted policy
          </Button>
        )}
      </Gated>
      <Dialog
        title="New scripted policy"
        description="A program that plays one environment, with faults of its own: a teacher that bills nothing."
        size="base"
        open={open}
        onOpenChange={(next) => {
          setOpen(next)
          create.reset()
        }}
        footer={
          <>
            <DialogClose>
              <Button>Cancel</Button>
            </DialogClose>
            <Button variant="primary" type="submit" form={formId} loading={create.isPending}>
              Create policy
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
          {create.error && <Banner tone="error">{create.error.message}</Banner>}
          <Select
            label="Policy"
            showLabel
            className="w-full"
            value={policy?.id ?? null}
            onChange={(id) => {
              setPolicyId(id)
              setSettings({})
            }}
            options={policies.map(({ id, title }) => ({ value: id, label: title }))}
            {...(policy ? { description: policy.description } : {})}
          />
          {policy && (
            <SchemaForm
              key={policy.id}
              schema={policy.configSchema}
              value={settings}
              onChange={setSettings}
            />
          )}
          <Input
            label="Name"
            showLabel
            className="w-full"
            required
            maxLength={200}
            autoComplete="off"
            value={name ?? suggestion}
            onChange={(event) => setName(event.target.value)}
          />
        </form>
      </Dialog>
    </>
  )
}
