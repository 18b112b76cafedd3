"use client"

import { type FormEvent, useState } from "react"
import { ROLE_OPTIONS } from "@/components/run/run-role"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { NameInput } from "@/components/ui/name-input"
import { Select } from "@/components/ui/select"
import { deleteImport, getImport, type ImportRecord, listImports, startImport } from "@/lib/contracts/imports"
import type { RunRole } from "@/lib/contracts/runs"
import { DestinationNote } from "./destination-note"
import { type ToolDefinitions, ToolsFile } from "./tools-file"
import { useDestination } from "./use-destination"

export interface ImportFormProps {
  record: ImportRecord
  /** The experiment to begin with. */
  experimentName: string
  onStarted: (record: ImportRecord) => void
  onDiscarded: () => void
}

/** Where the episodes go, and who made them. */
export function ImportForm({ record, experimentName, onStarted, onDiscarded }: ImportFormProps) {
  const [experiment, setExperiment] = useState(experimentName)
  const [model, setModel] = useState(record.preview?.modelName ?? "")
  const [run, setRun] = useState("")
  const [role, setRole] = useState<RunRole>("teacher")
  const [tools, setTools] = useState<ToolDefinitions | null>(null)
  const destination = useDestination(experiment, run || model)
  const start = useChange(startImport, {
    refreshes: [getImport, listImports],
    errors: "inline",
    onDone: onStarted,
  })
  const discard = useChange(deleteImport, { refreshes: [listImports], onDone: onDiscarded })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    start.mutate({
      importId: record.id,
      experimentName: experiment.trim(),
      modelName: model.trim(),
      role,
      ...(run.trim() ? { runName: run.trim() } : {}),
      ...(tools ? { tools } : {}),
    })
  }
  const nothing = record.preview?.episodeCount === 0
  return (
    <form className="flex min-w-0 flex-col gap-3 p-3" onSubmit={submit}>
      {start.error && <Banner tone="error">{start.error.message}</Banner>}
      <NameInput
        label="Experiment"
        showLabel
        required
        maxLength={200}
        placeholder="Choose one, or name a new one"
        value={experiment}
        onChange={(event) => setExperiment(event.target.value)}
        suggestions={destination.experimentNames}
      />
      <NameInput
        label="Model that acted"
        showLabel
        required
        maxLength={200}
        placeholder="gpt-4o"
        value={model}
        onChange={(event) => setModel(event.target.value)}
        suggestions={destination.modelNames}
      />
      <NameInput
        label="Run"
        showLabel
        maxLength={200}
        placeholder={model || "named after the model"}
        value={run}
        onChange={(event) => setRun(event.target.value)}
        suggestions={destination.runNames}
      />
      <Select
        label="Role"
        showLabel
        value={role}
        onChange={setRole}
        options={ROLE_OPTIONS}
        className="w-full"
      />
      {record.preview?.callsTools && !record.preview.hasTools && (
        <ToolsFile tools={tools} onChange={setTools} />
      )}
      <DestinationNote destination={destination} episodeCount={record.preview?.episodeCount ?? 0} />
      <div className="flex items-center gap-2">
        <Gated permission="import.write">
          {(disabled) => (
            <Button variant="primary" type="submit" disabled={disabled || nothing} loading={start.isPending}>
              Start import
            </Button>
          )}
        </Gated>
        <Gated permission="import.write">
          {(disabled) => (
            <Button
              variant="ghost"
              disabled={disabled}
              loading={discard.isPending}
              onClick={() => discard.mutate({ importId: record.id })}
            >
              Discard
            </Button>
          )}
        </Gated>
      </div>
    </form>
  )
}
