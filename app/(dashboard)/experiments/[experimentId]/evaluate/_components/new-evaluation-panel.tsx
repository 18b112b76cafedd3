"use client"

import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { EnvironmentFields } from "@/components/distill/environment-fields"
import { ModelField } from "@/components/distill/model-field"
import { MODELS_INPUT } from "@/components/distill/models-input"
import { ROLE_WORDS } from "@/components/run/run-role"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { Panel } from "@/components/ui/panel"
import { Select } from "@/components/ui/select"
import { routeQuery } from "@/lib/api-client/query"
import { listEnvironments, listPlugins } from "@/lib/contracts/environments"
import { createEvaluation, listEvaluations } from "@/lib/contracts/evaluations"
import { type ExperimentRecord, getExperiment } from "@/lib/contracts/experiments"
import { listModels } from "@/lib/contracts/models"
import { listRuns, RUN_ROLES } from "@/lib/contracts/runs"
import { environmentFor, initialEvaluation, runNameOf, whyNotStartable } from "./evaluation-form"
import { NewPolicyDialog } from "./new-policy-dialog"
import { TasksFields } from "./tasks-fields"

/** Model, environment, tasks, limits, and start. */
export function NewEvaluationPanel({ experiment }: { experiment: ExperimentRecord }) {
  const environments = useQuery(routeQuery(listEnvironments, {})).data?.items
  const plugins = useQuery(routeQuery(listPlugins, {})).data
  const models = useQuery(routeQuery(listModels, MODELS_INPUT)).data?.items
  const known = environments?.find(({ id }) => id === experiment.environment)?.id ?? null
  const [form, setForm] = useState(() => initialEvaluation(known))
  const change = (fields: Partial<typeof form>) => setForm((before) => ({ ...before, ...fields }))
  const model = models?.find(({ id }) => id === form.modelId)
  const name = runNameOf(form, model)
  const problem = whyNotStartable(form, model, plugins)
  const { modelId, role, environment, plan, budgetUsd } = form
  const create = useChange(createEvaluation, {
    refreshes: [listEvaluations, listRuns, getExperiment],
    errors: "inline",
    done: ({ runName }) => `${runName} is queued`,
    onDone: () => change({ runName: null }),
  })
  function chooseModel(id: string) {
    const chosen = models?.find((one) => one.id === id)
    const own = chosen && plugins ? environmentFor(chosen, plugins) : null
    const stays = own === null || own === environment?.id
    change({ modelId: id, ...(stays ? {} : { environment: { id: own, config: {} } }) })
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!modelId || !environment) return
    create.mutate({
      experimentId: experiment.id,
      runName: name,
      modelId,
      role,
      environment,
      plan,
      budgetUsd,
    })
  }
  return (
    <Panel title="What to run">
      <form onSubmit={submit} className="flex flex-col gap-3 p-3">
        <div className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <ModelField label="Model" value={modelId} onChange={chooseModel} />
          </div>
          <NewPolicyDialog onCreated={(id) => change({ modelId: id })} />
        </div>
        <EnvironmentFields value={environment} onChange={(next) => change({ environment: next })} />
        <TasksFields form={form} onChange={change} />
        <div className="grid items-start gap-3 sm:grid-cols-2 [&>*]:min-w-0">
          <Input
            label="Name of the run"
            showLabel
            className="w-full"
            required
            maxLength={200}
            autoComplete="off"
            value={name}
            onChange={(event) => change({ runName: event.target.value })}
          />
          <Select
            label="Role"
            showLabel
            className="w-full"
            value={role}
            onChange={(next) => change({ role: next })}
            options={RUN_ROLES.map((one) => ({ value: one, label: ROLE_WORDS[one] }))}
          />
        </div>
        {create.error && <Banner tone="error">{create.error.message}</Banner>}
        <div className="flex items-center justify-end gap-3">
          {problem && <span className="text-kumo-subtle text-note">{problem}</span>}
          <Gated permission="run.write">
            {(disabled) => (
              <Button
                variant="primary"
                type="submit"
                loading={create.isPending}
                disabled={disabled || problem !== null}
              >
                Start evaluation
              </Button>
            )}
          </Gated>
        </div>
      </form>
    </Panel>
  )
}
