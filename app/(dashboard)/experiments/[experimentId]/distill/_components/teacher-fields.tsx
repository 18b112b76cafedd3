"use client"

import { TermsFlag } from "@/components/dataset/terms-flag"
import { describeWeighting } from "@/components/dataset/weighting-text"
import { whyNotDistillable } from "@/components/distill/runnable"
import { formatCountOf } from "@/components/format/count"
import { formatEstimateText } from "@/components/format/interval"
import { Banner } from "@/components/ui/banner"
import { Combobox } from "@/components/ui/combobox"
import { RadioCards } from "@/components/ui/radio-cards"
import type { RunRecord } from "@/lib/contracts/runs"
import type { DistillForm, DistillSources } from "./distill-form"
import { listPresets, type PresetId } from "./recipe-presets"

export interface TeacherFieldsProps {
  form: DistillForm
  sources: DistillSources
  onRun: (runId: string) => void
  onPreset: (preset: PresetId) => void
}

/** Whose episodes, and which of them. */
export function TeacherFields({ form, sources, onRun, onPreset }: TeacherFieldsProps) {
  const { runs, plugins, rules, weighting } = sources
  const run = runs.find(({ id }) => id === form.runId)
  const reason = run && whyNotDistillable(run, plugins)
  const able = runs.filter((one) => one.id === form.runId || whyNotDistillable(one, plugins) === null)
  return (
    <div className="flex flex-col gap-3">
      <Combobox
        label="Run"
        showLabel
        className="w-full"
        value={form.runId}
        onChange={onRun}
        options={able.map((one) => ({ value: one.id, label: one.name }))}
        placeholder="Choose a run"
        empty="No run here can be distilled."
      />
      {run && <p className="text-kumo-subtle text-note tabular">{describeRun(run)}</p>}
      {reason && <Banner tone="warn">{reason}</Banner>}
      {run && <TermsFlag teachers={[run.model]} />}
      <RadioCards
        label="Recipe"
        value={form.preset}
        onChange={onPreset}
        options={listPresets(rules).map(({ id: value, label, description }) => ({
          value,
          label,
          description,
        }))}
      />
      {form.preset === "own" && weighting.scheme !== "none" && (
        <p className="text-kumo-subtle text-note">Its episodes weigh {describeWeighting(weighting)}.</p>
      )}
    </div>
  )
}

function describeRun({ model, statistics: { n, tasks, successRate } }: RunRecord): string {
  const counts = `${formatCountOf(n, "episode")} on ${formatCountOf(tasks, "task")}`
  return `${model.name}, ${counts}, ${formatEstimateText(successRate, "percent")} solved`
}
