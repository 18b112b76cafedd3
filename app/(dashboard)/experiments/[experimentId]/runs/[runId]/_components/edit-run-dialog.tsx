"use client"

import { type FormEvent, useId, useState } from "react"
import { ROLE_OPTIONS } from "@/components/run/run-role"
import { useChange } from "@/components/shell/use-change"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { getExperiment, listExperiments } from "@/lib/contracts/experiments"
import { getRun, listRuns, type RunRecord, updateRun } from "@/lib/contracts/runs"

export interface EditRunDialogProps {
  run: RunRecord
  onOpenChange: (open: boolean) => void
}

/** The name of a run and what it stands for. */
export function EditRunDialog({ run, onOpenChange }: EditRunDialogProps) {
  const formId = useId()
  const [role, setRole] = useState(run.role)
  const save = useChange(updateRun, {
    refreshes: [getRun, listRuns, getExperiment, listExperiments],
    errors: "inline",
    done: ({ name }) => `${name} is saved`,
    onDone: () => onOpenChange(false),
  })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get("name"))
    save.mutate({ experimentId: run.experimentId, runId: run.id, name, role })
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
    <Dialog title="Edit run" size="base" open onOpenChange={onOpenChange} footer={footer}>
      <form id={formId} className="flex flex-col gap-3" onSubmit={submit}>
        {save.error && <Banner tone="error">{save.error.message}</Banner>}
        <Input
          name="name"
          label="Name"
          showLabel
          required
          maxLength={200}
          defaultValue={run.name}
          autoComplete="off"
        />
        <Select label="Role" showLabel value={role} onChange={setRole} options={ROLE_OPTIONS} />
      </form>
    </Dialog>
  )
}
