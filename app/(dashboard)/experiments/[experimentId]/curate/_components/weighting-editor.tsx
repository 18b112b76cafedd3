"use client"

import { Select } from "@/components/ui/select"
import { WEIGHT_SCOPES, type Weighting } from "@/lib/domain/curation/weighting"
import { NumberField } from "./number-field"
import { PercentilesField } from "./percentiles-field"

interface WeightingEditorProps {
  weighting: Weighting
  metrics: readonly string[]
  onChange: (weighting: Weighting) => void
}

const SCOPE_LABELS = { all: "over all episodes", group: "in each task family" }

/** The settings of one weighting. */
export function WeightingEditor({ weighting, metrics, onChange }: WeightingEditorProps) {
  if (weighting.scheme === "none") return null
  const { scheme } = weighting
  return (
    <div className="grid grid-cols-2 items-end gap-2">
      {scheme !== "importance" && metrics.length > 1 && (
        <Select
          label="Metric"
          className="col-span-2"
          value={weighting.metric}
          onChange={(metric) => onChange({ ...weighting, metric })}
          options={metrics.map((value) => ({ value, label: `of ${value}` }))}
        />
      )}
      {scheme === "percentile" && (
        <>
          <Select
            label="Percentiles of"
            className="col-span-2"
            value={weighting.within}
            onChange={(within) => onChange({ ...weighting, within })}
            options={WEIGHT_SCOPES.map((value) => ({ value, label: SCOPE_LABELS[value] }))}
          />
          <PercentilesField
            value={weighting.percentiles}
            onCommit={(percentiles) => onChange({ ...weighting, percentiles })}
          />
        </>
      )}
      {scheme === "quality" && (
        <Sharpness
          label="Temperature"
          value={weighting.temperature}
          min={0.01}
          max={100}
          onCommit={(temperature) => onChange({ ...weighting, temperature })}
        />
      )}
      {scheme === "advantage" && (
        <Sharpness
          label="β, in units of the score"
          value={weighting.beta}
          min={0.001}
          max={1_000_000}
          onCommit={(beta) => onChange({ ...weighting, beta })}
        />
      )}
      {scheme === "importance" && (
        <Sharpness
          label="κ"
          value={weighting.kappa}
          min={0.01}
          max={100}
          onCommit={(kappa) => onChange({ ...weighting, kappa })}
        />
      )}
      {"clip" in weighting && (
        <Sharpness
          label="Clip"
          value={weighting.clip}
          min={1}
          max={1000}
          onCommit={(clip) => onChange({ ...weighting, clip })}
        />
      )}
    </div>
  )
}

interface SharpnessProps {
  label: string
  value: number
  min: number
  max: number
  onCommit: (value: number) => void
}

function Sharpness({ onCommit, ...props }: SharpnessProps) {
  return <NumberField {...props} required onCommit={(next) => next !== null && onCommit(next)} />
}
