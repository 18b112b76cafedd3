import type { ReactNode } from "react"
import { describeRule, RULE_NAMES } from "@/components/dataset/rule-text"
import { TermsFlag } from "@/components/dataset/terms-flag"
import { describeWeighting } from "@/components/dataset/weighting-text"
import { OBJECTIVE_WORDS } from "@/components/distill/words"
import { runHref } from "@/components/experiment/links"
import { formatCount } from "@/components/format/count"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { TextLink } from "@/components/ui/text-link"
import type { PipelineRecord } from "@/lib/contracts/pipelines"
import type { RunRecord } from "@/lib/contracts/runs"

export interface InputsPanelProps {
  pipeline: PipelineRecord
  runs: readonly RunRecord[]
}

/** Everything the result depends on. */
export function InputsPanel({ pipeline, runs }: InputsPanelProps) {
  const teacher = runs.find(({ id }) => id === pipeline.inputs.teacherRunId)
  return (
    <Panel title="Inputs" padded>
      <dl className="flex flex-col gap-2">
        {listInputs(pipeline, runs).map(({ name, value }) => (
          <div key={name} className="flex justify-between gap-3">
            <dt className="shrink-0 text-kumo-subtle">{name}</dt>
            <dd className="min-w-0 break-words text-right tabular">{value}</dd>
          </div>
        ))}
      </dl>
      {teacher && (
        <div className="mt-2">
          <TermsFlag teachers={[teacher.model]} />
        </div>
      )}
    </Panel>
  )
}

function listInputs(pipeline: PipelineRecord, runs: readonly RunRecord[]) {
  const { inputs, experimentId, teacherName, leakOverride } = pipeline
  const { evaluation, environment } = inputs
  const known = runs.some(({ id }) => id === inputs.teacherRunId)
  const rules = inputs.rules.filter((rule) => rule.enabled)
  const facts: { name: string; value: ReactNode }[] = [
    {
      name: "Run",
      value: known ? (
        <TextLink href={runHref(experimentId, inputs.teacherRunId)}>{teacherName}</TextLink>
      ) : (
        teacherName
      ),
    },
    {
      name: "Recipe",
      value:
        rules.length === 0
          ? "every episode"
          : rules.map((rule) => `${RULE_NAMES[rule.type]}: ${describeRule(rule)}`).join("; "),
    },
    ...(inputs.weighting ? [{ name: "Weights", value: describeWeighting(inputs.weighting) }] : []),
    { name: "Objective", value: OBJECTIVE_WORDS[inputs.objective] },
    { name: "Trainer", value: `${inputs.provider}, ${inputs.baseModel}` },
    { name: "Training seed", value: inputs.trainingSeed },
    { name: "Environment", value: environment.id },
    {
      name: "Held-out tasks",
      value: evaluation.taskLimit ? `${formatCount(evaluation.taskLimit)} at most` : "all",
    },
    {
      name: "What leaks",
      value: inputs.leaks === "drop" ? "left out of training" : "trained on, and certified",
    },
    ...(leakOverride
      ? [
          {
            name: "In spite of leaks",
            value: (
              <>
                {leakOverride.reason} <span className="text-kumo-subtle">{leakOverride.byName}, </span>
                <RelativeTime at={leakOverride.at} />
              </>
            ),
          },
        ]
      : []),
    { name: "Attempts at each", value: evaluation.trials },
    { name: "Seed of the attempts", value: evaluation.seed },
  ]
  const settings = Object.entries({ ...inputs.config, ...environment.config })
  return [...facts, ...settings.map(([name, value]) => ({ name, value: writeSetting(value) }))]
}

function writeSetting(value: unknown): string {
  if (Array.isArray(value)) return value.map(writeSetting).join(", ")
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}
