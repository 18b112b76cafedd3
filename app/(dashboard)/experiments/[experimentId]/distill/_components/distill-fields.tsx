"use client"

import { useRouter } from "next/navigation"
import { type FormEvent, useId, useState } from "react"
import { EnvironmentFields } from "@/components/distill/environment-fields"
import { pipelineHref } from "@/components/distill/links"
import { useChange } from "@/components/shell/use-change"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { Panel } from "@/components/ui/panel"
import { listPipelines, startPipeline } from "@/lib/contracts/pipelines"
import {
  type DistillForm,
  type DistillSources,
  fieldsOfRun,
  initialForm,
  nameOf,
  toInputs,
} from "./distill-form"
import { EstimatePanel } from "./estimate-panel"
import { HeldOutFields } from "./held-out-fields"
import { StudentFields } from "./student-fields"
import { TeacherFields } from "./teacher-fields"

export interface DistillFieldsProps {
  experimentId: string
  runId: string | null
  provider: string | null
  sources: DistillSources
}

/** Good defaults everywhere; the estimate beside them follows each change. */
export function DistillFields({ experimentId, runId, provider, sources }: DistillFieldsProps) {
  const formId = useId()
  const router = useRouter()
  const [form, setForm] = useState<DistillForm>(() => initialForm(sources, runId, provider))
  const change = (fields: Partial<DistillForm>) => setForm((before) => ({ ...before, ...fields }))
  const inputs = toInputs(form, sources)
  const name = nameOf(form, sources)
  const start = useChange(startPipeline, {
    refreshes: [listPipelines],
    errors: "inline",
    onDone: (pipeline) => router.push(pipelineHref(pipeline)),
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    const reason = form.overrideReason.trim()
    const leakOverride = form.leaks === "report" && reason ? { reason } : undefined
    const { budgetUsd, confirmedUsd } = form
    const agreed = confirmedUsd === null ? {} : { confirmedUsd }
    if (inputs) start.mutate({ experimentId, name, inputs, budgetUsd, leakOverride, ...agreed })
  }
  useHotkeys("Distill", [
    {
      keys: "mod+Enter",
      label: "Start the distillation",
      whileTyping: true,
      run: () => document.querySelector<HTMLFormElement>(`#${CSS.escape(formId)}`)?.requestSubmit(),
    },
  ])
  return (
    <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_340px]">
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
        <Panel title="What it learns from" padded>
          <TeacherFields
            form={form}
            sources={sources}
            onRun={(id) => change(fieldsOfRun(sources, id))}
            onPreset={(preset) => change({ preset })}
          />
        </Panel>
        <Panel title="The student" padded>
          <StudentFields form={form} name={name} sources={sources} onChange={change} />
        </Panel>
        <Panel title="The test" note="held-out tasks that nothing was trained on" padded>
          <div className="flex flex-col gap-3">
            <EnvironmentFields
              value={form.environment}
              onChange={(environment) => change({ environment })}
              open={form.environment === null}
            />
            <HeldOutFields form={form} onChange={change} />
          </div>
        </Panel>
      </form>
      <EstimatePanel
        experimentId={experimentId}
        formId={formId}
        inputs={inputs}
        form={form}
        onChange={change}
        missing={describeMissing(form)}
        starting={start.isPending || start.isSuccess}
        error={start.error}
      />
    </div>
  )
}

function describeMissing({ runId, baseModel }: DistillForm): string {
  if (runId === null) return "Choose a run."
  return baseModel.trim() === "" ? "Name the base model." : "Choose the environment it is tested in."
}
