"use client"

import { NumberInput } from "@/components/distill/number-input"
import { Select } from "@/components/ui/select"
import { Skeleton } from "@/components/ui/skeleton"
import type { ExportFormat } from "@/lib/contracts/exports"
import type { Loss, RowUnit } from "@/lib/domain/export-options"
import type { ExportParams } from "../export-params"

const ROW_LABELS: Record<RowUnit, string> = { episode: "One per episode", turn: "One per reply" }
const LOSS_LABELS: Record<Loss, string> = { assistant: "Replies only", all: "Every token" }

interface ExportOptionsProps {
  formats: ExportFormat[] | undefined
  params: ExportParams
  /** Whether the dataset has weights to use. */
  weighted: boolean
  onChange: (next: Partial<ExportParams>) => void
}

/** The format and what it leaves to choose; a choice of one is not shown. */
export function ExportOptions({ formats, params, weighted, onChange }: ExportOptionsProps) {
  if (!formats) return <Skeleton className="m-3 h-16" />
  const format = formats.find(({ id }) => id === params.format)
  const rows = params.rows ?? format?.rows[0] ?? "episode"
  return (
    <div className="flex flex-col gap-2 p-3">
      <div className="grid grid-cols-2 items-end gap-2 lg:grid-cols-4">
        <Select
          label="Format"
          showLabel
          value={format ? format.id : null}
          placeholder="Choose a format"
          onChange={(id) => onChange({ format: id, rows: null, loss: null, fix: "none" })}
          options={formats.map(({ id, title }) => ({ value: id, label: title }))}
        />
        {format && format.rows.length > 1 && (
          <Select
            label="Rows"
            showLabel
            value={rows}
            onChange={(next) => onChange({ rows: next, loss: null, fix: "none" })}
            options={format.rows.map((value) => ({ value, label: ROW_LABELS[value] }))}
          />
        )}
        {format && format.losses.length > 1 && rows === "episode" && (
          <Select
            label="Loss over"
            showLabel
            value={params.loss ?? format.losses[0] ?? "assistant"}
            onChange={(next) => onChange({ loss: next })}
            options={format.losses.map((value) => ({ value, label: LOSS_LABELS[value] }))}
          />
        )}
        {format?.input === "episodes" && weighted && (
          <Select
            label="Weights"
            showLabel
            value={params.weights ?? "apply"}
            onChange={(weights) => onChange({ weights, fix: "none" })}
            options={[
              {
                value: "apply",
                label: format.carries.rowWeights ? "Written on each row" : "Drawn by weight",
              },
              { value: "ignore", label: "Every episode once" },
            ]}
          />
        )}
        <NumberInput
          label="Longest row"
          value={params.maxTokens}
          onChange={(maxTokens) => onChange({ maxTokens, fix: "none" })}
          min={1}
          whole
          placeholder="in tokens; any"
        />
      </div>
      {format && (
        <p className="text-kumo-subtle text-note">
          {format.description} {carriedText(format)}
        </p>
      )}
    </div>
  )
}

function carriedText({ carries }: ExportFormat): string {
  const named = [
    { is: carries.rowWeights, name: "weights of rows" },
    { is: carries.masks, name: "masked steps" },
    { is: carries.reasoning, name: "reasoning" },
  ]
  const join = (is: boolean) => named.filter((part) => part.is === is).map(({ name }) => name)
  const [carried, lost] = [join(true), join(false)]
  const sentences = [
    carried.length > 0 && `It carries ${carried.join(", ")}.`,
    lost.length > 0 && `It has no place for ${lost.join(", ")}.`,
  ]
  return sentences.filter(Boolean).join(" ")
}
