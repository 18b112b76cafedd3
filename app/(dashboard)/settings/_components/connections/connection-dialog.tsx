"use client"

import { type FormEvent, useId, useState } from "react"
import { useChange } from "@/components/shell/use-change"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Dialog, DialogClose } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import {
  type ConnectionRecord,
  createConnection,
  listConnections,
  updateConnection,
} from "@/lib/contracts/connections"
import { listModels } from "@/lib/contracts/models"
import { CONNECTION_KIND_TEXTS, CONNECTION_KINDS, type ConnectionKind } from "@/lib/domain/connection-kind"
import { parseHeaderLines } from "./header-lines"
import { SecretFields } from "./secret-fields"

export interface ConnectionDialogProps {
  /** What is edited; a new one without. */
  connection?: ConnectionRecord
  onOpenChange: (open: boolean) => void
}

interface Kept {
  key: boolean
  headers: boolean
}

/** What the form says about key and headers: empty fields leave stored ones alone. */
function readSecrets(form: FormData, kept: Kept) {
  const secret = String(form.get("secret") ?? "").trim()
  const headers = parseHeaderLines(String(form.get("headers") ?? ""))
  return {
    ...(secret ? { secret } : kept.key ? {} : { secret: null }),
    ...(Object.keys(headers).length > 0 ? { headers } : kept.headers ? {} : { headers: {} }),
  }
}

/** Settings left empty are not sent: what is needed is asked for by name. */
function readSettings(form: FormData, kind: ConnectionKind): Record<string, string> {
  const named = CONNECTION_KIND_TEXTS[kind].settings.map(({ name }) => {
    return [name, String(form.get(`setting.${name}`) ?? "").trim()]
  })
  return Object.fromEntries(named.filter(([, value]) => value !== ""))
}

function readFields(form: FormData) {
  const limit = String(form.get("requestsPerMinute"))
  return {
    name: String(form.get("name")),
    baseUrl: String(form.get("baseUrl")).trim(),
    requestsPerMinute: limit === "" ? null : Number(limit),
  }
}

/** An endpoint with its key, headers and rate limit. */
export function ConnectionDialog({ connection, onOpenChange }: ConnectionDialogProps) {
  const formId = useId()
  const [kind, setKind] = useState<ConnectionKind>(connection?.kind ?? "openai-compatible")
  const [baseUrl, setBaseUrl] = useState(connection?.baseUrl ?? "")
  const [allowPrivate, setAllowPrivate] = useState(connection?.allowPrivate ?? false)
  const [kept, setKept] = useState<Kept>({ key: true, headers: true })
  const [mistake, setMistake] = useState<string | null>(null)
  const options = {
    refreshes: [listConnections, listModels],
    errors: "inline" as const,
    done: ({ name }: { name: string }) => `${name} is saved; test it before you rely on it`,
    onDone: () => onOpenChange(false),
  }
  const create = useChange(createConnection, options)
  const update = useChange(updateConnection, options)
  const failure = mistake ?? create.error?.message ?? update.error?.message

  function chooseKind(next: ConnectionKind) {
    setKind(next)
    setBaseUrl(CONNECTION_KIND_TEXTS[next].baseUrl)
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setMistake(null)
    try {
      const settings = readSettings(form, kind)
      const fields = { ...readFields(form), ...readSecrets(form, kept), allowPrivate, settings }
      if (connection) update.mutate({ connectionId: connection.id, ...fields })
      else create.mutate({ kind, ...fields })
    } catch (error) {
      setMistake(error instanceof Error ? error.message : String(error))
    }
  }

  const footer = (
    <>
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button variant="primary" type="submit" form={formId} loading={create.isPending || update.isPending}>
        {connection ? "Save" : "Connect"}
      </Button>
    </>
  )
  return (
    <Dialog
      title={connection ? `Connection ${connection.name}` : "Connect an endpoint"}
      description="A provider that trains and serves models, or any server that speaks OpenAI's chat completions: a gateway, vLLM, Ollama."
      size="base"
      open
      onOpenChange={onOpenChange}
      footer={footer}
    >
      <form id={formId} className="flex flex-col gap-3" onSubmit={submit}>
        {failure && <Banner tone="error">{failure}</Banner>}
        {!connection && (
          <Select
            label="What is there"
            showLabel
            className="w-full"
            value={kind}
            onChange={chooseKind}
            options={CONNECTION_KINDS.map((value) => ({ value, label: CONNECTION_KIND_TEXTS[value].title }))}
          />
        )}
        <Input
          name="name"
          label="Name"
          showLabel
          required
          maxLength={100}
          defaultValue={connection?.name}
          autoComplete="off"
        />
        <Input
          name="baseUrl"
          type="url"
          label="Base URL"
          showLabel
          required
          maxLength={500}
          value={baseUrl}
          onChange={(event) => setBaseUrl(event.target.value)}
          placeholder="https://api.openai.com/v1"
          autoComplete="off"
        />
        {CONNECTION_KIND_TEXTS[kind].settings.map(({ name, title, description, required }) => (
          <Input
            key={name}
            name={`setting.${name}`}
            label={title}
            showLabel
            description={description}
            required={required}
            maxLength={500}
            defaultValue={connection?.settings[name] ?? ""}
            autoComplete="off"
          />
        ))}
        <SecretFields
          keyLabel={CONNECTION_KIND_TEXTS[kind].keyLabel}
          stored={connection}
          isMoved={connection !== undefined && baseUrl.trim() !== connection.baseUrl}
          kept={kept}
          onKeptChange={setKept}
        />
        <Input
          name="requestsPerMinute"
          type="number"
          min={1}
          max={1_000_000}
          step={1}
          label="Requests a minute at most (empty: no limit)"
          showLabel
          defaultValue={connection?.requestsPerMinute ?? ""}
        />
        <Checkbox
          label="On our own network: allow a private address and plain HTTP for this host"
          checked={allowPrivate}
          onChange={setAllowPrivate}
        />
      </form>
    </Dialog>
  )
}
