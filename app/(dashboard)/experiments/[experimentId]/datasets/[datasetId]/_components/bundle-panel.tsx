"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { LinkButton } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { Panel } from "@/components/ui/panel"
import { Select } from "@/components/ui/select"
import { Snippet } from "@/components/ui/snippet"
import { routeUrl } from "@/lib/api-client/call"
import { routeQuery } from "@/lib/api-client/query"
import { type BundleTarget, downloadBundle, type TrainingMethod } from "@/lib/contracts/bundles"
import type { DatasetRecord } from "@/lib/contracts/datasets"
import { listExportFormats } from "@/lib/contracts/exports"

const METHODS: { value: TrainingMethod; label: string }[] = [
  { value: "sft", label: "Supervised" },
  { value: "iw-sft", label: "Importance-weighted, by row" },
  { value: "iw-sft-step", label: "Importance-weighted, by token" },
]

const TARGETS: { value: BundleTarget; label: string }[] = [
  { value: "trl", label: "TRL and PEFT, on any GPU" },
  { value: "tinker", label: "Tinker" },
  { value: "plain", label: "Only the data" },
]

const COMMANDS: Record<BundleTarget, string | null> = {
  trl: "uv run train.py .",
  tinker: "TINKER_API_KEY=... uv run train.py .",
  plain: null,
}

const DPO = { value: "dpo" as const, label: "Preferences (DPO)" }

const NUMBERS = [
  { name: "epochs", label: "Epochs", min: 1, max: 100, step: 1 },
  { name: "learningRate", label: "Learning rate", min: 0.0000001, max: 1, step: "any" },
  { name: "loraRank", label: "LoRA rank, 0 trains all", min: 0, max: 512, step: 1 },
  { name: "maxTokens", label: "Longest row, tokens", min: 16, max: 1_000_000, step: 1 },
] as const

/** The dataset with the script that trains on it: for a machine of one's own, or a rented one. */
export function BundlePanel({ dataset }: { dataset: DatasetRecord }) {
  const [target, setTarget] = useState<BundleTarget>("trl")
  const [format, setFormat] = useState("messages")
  const [method, setMethod] = useState<TrainingMethod>("sft")
  const [typed, setTyped] = useState({
    baseModel: "Qwen/Qwen3-8B",
    epochs: "3",
    learningRate: "0.0001",
    loraRank: "16",
    maxTokens: "8192",
  })
  const settings = downloadBundle.input.safeParse({
    experimentId: dataset.experimentId,
    datasetId: dataset.id,
    target,
    format,
    method: target === "trl" ? method : "sft",
    ...typed,
  })
  const { experimentId, id: datasetId } = dataset
  const formats = useQuery(routeQuery(listExportFormats, { experimentId, datasetId }))
  const command = COMMANDS[target]
  const wrong = new Set(settings.error?.issues.map(({ path }) => path[0]))
  const write = (name: keyof typeof typed) => (event: { target: { value: string } }) =>
    setTyped({ ...typed, [name]: event.target.value })
  const methods = (dataset.manifest.pairs?.count ?? 0) > 0 ? [...METHODS, DPO] : METHODS
  return (
    <Panel title="Take the dataset along" note="a zip with script and data" padded>
      <div className="flex flex-col gap-3">
        <div className="grid gap-3 sm:grid-cols-2">
          <Select label="For" showLabel value={target} onChange={setTarget} options={TARGETS} />
          {target === "plain" && (
            <Select
              label="Format"
              showLabel
              value={format}
              onChange={setFormat}
              options={(formats.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
            />
          )}
          {target === "trl" && (
            <Select label="Method" showLabel value={method} onChange={setMethod} options={methods} />
          )}
          {target !== "plain" && (
            <Input label="Base model" showLabel value={typed.baseModel} onChange={write("baseModel")} />
          )}
          {(target === "plain" ? [] : NUMBERS).map(({ name, label, ...bounds }) => (
            <Input
              key={name}
              {...bounds}
              type="number"
              label={label}
              showLabel
              value={typed[name]}
              onChange={write(name)}
              aria-invalid={wrong.has(name)}
            />
          ))}
        </div>
        <div className="flex flex-wrap items-center gap-3">
          {settings.success ? (
            <LinkButton href={routeUrl(downloadBundle, settings.data)} download>
              Download bundle
            </LinkButton>
          ) : (
            <p className="text-bad text-note">{settings.error.issues[0]?.message}</p>
          )}
          <span className="text-kumo-subtle text-note">
            {target === "plain"
              ? "Both sides of the split, how to use them, manifest."
              : "Script, settings, data, manifest."}
          </span>
        </div>
        {command && <Snippet label="the training command">{command}</Snippet>}
      </div>
    </Panel>
  )
}
