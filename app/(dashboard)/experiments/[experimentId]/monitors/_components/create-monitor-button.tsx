"use client"

import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useId, useState } from "react"
import { formatCountOf } from "@/components/format/count"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { routeQuery } from "@/lib/api-client/query"
import { listEvaluations } from "@/lib/contracts/evaluations"
import { createMonitor, listMonitors } from "@/lib/contracts/monitors"

const INTERVALS = [
  { value: "24", label: "every day" },
  { value: "168", label: "every week" },
  { value: "672", label: "every four weeks" },
]

export function CreateMonitorButton({ experimentId }: { experimentId: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Gated permission="run.write">
        {(disabled) => (
          <Button variant="primary" disabled={disabled} onClick={() => setOpen(true)}>
            Watch a run
          </Button>
        )}
      </Gated>
      {open && <CreateMonitorDialog experimentId={experimentId} onClose={() => setOpen(false)} />}
    </>
  )
}

function CreateMonitorDialog({ experimentId, onClose }: { experimentId: string; onClose: () => void }) {
  const formId = useId()
  const [baseline, setBaseline] = useState<string | null>(null)
  const [everyHours, setEveryHours] = useState("168")
  const evaluations = useQuery(routeQuery(listEvaluations, { experimentId, limit: 200 }))
  const create = useChange(createMonitor, {
    refreshes: [listMonitors],
    errors: "inline",
    done: ({ name }) => `${name} is watched`,
    onDone: onClose,
  })
  const done = evaluations.data?.items.filter(({ status }) => status === "done") ?? []
  const chosen = done.find(({ runId }) => runId === baseline)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (baseline === null) return
    const form = new FormData(event.currentTarget)
    const budget = Number(form.get("budget"))
    const mailTo = String(form.get("mailTo")).trim()
    create.mutate({
      experimentId,
      baselineRunId: baseline,
      name: String(form.get("name")),
      everyHours: Number(everyHours),
      budgetUsd: budget > 0 ? budget : null,
      mailTo: mailTo || null,
    })
  }
  return (
    <Dialog
      title="Watch a run"
      description="The tasks of the run are tried again on a schedule, with other seeds, by the same model."
      open
      onOpenChange={(open) => !open && onClose()}
      size="base"
      footer={
        <Button
          variant="primary"
          type="submit"
          form={formId}
          loading={create.isPending}
          disabled={baseline === null}
        >
          Start watching
        </Button>
      }
    >
      <form id={formId} className="flex flex-col gap-3" onSubmit={submit}>
        {create.error && <Banner tone="error">{create.error.message}</Banner>}
        {evaluations.data && done.length === 0 && (
          <Banner tone="info">
            No run of this experiment was evaluated here yet. Imported episodes cannot be tried again.
          </Banner>
        )}
        <Select
          label="Baseline run"
          showLabel
          value={baseline}
          placeholder="Choose a run"
          onChange={setBaseline}
          options={done.map(({ runId, runName, planned }) => ({
            value: runId,
            label: `${runName}, ${formatCountOf(planned, "attempt")}`,
          }))}
        />
        <Input
          key={chosen?.runId}
          name="name"
          label="Name"
          showLabel
          required
          maxLength={100}
          defaultValue={chosen ? `${chosen.modelName} in use` : ""}
        />
        <Select label="Check" showLabel value={everyHours} onChange={setEveryHours} options={INTERVALS} />
        <Input
          name="budget"
          label="Budget of a check, USD (empty: no limit)"
          showLabel
          type="number"
          min={0}
          step="any"
        />
        <Input name="mailTo" label="Mail drift to (needs SMTP_URL)" showLabel type="email" maxLength={254} />
      </form>
    </Dialog>
  )
}
