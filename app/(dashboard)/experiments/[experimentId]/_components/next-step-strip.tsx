"use client"

import { XIcon } from "@phosphor-icons/react/dist/ssr/X"
import { useQuery } from "@tanstack/react-query"
import { type ReactNode, useEffect, useState } from "react"
import { CurateRunButton } from "@/components/dataset/curate-run-button"
import { DistillButton } from "@/components/distill/distill-button"
import { whyNotDistillable } from "@/components/distill/runnable"
import { useWhyNotDistillable } from "@/components/distill/use-distillable"
import { ACTIVE_INPUT } from "@/components/distill/use-running-work"
import { compareHref, episodesHref, labelHref } from "@/components/experiment/links"
import { formatCountOf } from "@/components/format/count"
import { formatEstimateText } from "@/components/format/interval"
import { formatTimes } from "@/components/format/ratio"
import { formatUsd } from "@/components/format/usd"
import { Button, LinkButton } from "@/components/ui/button"
import { routeQuery } from "@/lib/api-client/query"
import { listPlugins } from "@/lib/contracts/environments"
import type { ExperimentRecord } from "@/lib/contracts/experiments"
import { listPipelines } from "@/lib/contracts/pipelines"
import type { RunRecord } from "@/lib/contracts/runs"
import { listNextSteps, type NextStep } from "./next-step"

export interface NextStepStripProps {
  experiment: ExperimentRecord
  runs: readonly RunRecord[]
}

/** The single best next step with its evidence; none when nothing is due or it was dismissed. */
export function NextStepStrip({ experiment, runs }: NextStepStripProps) {
  const [dismissed, dismiss] = useDismissed(experiment.id)
  const step = listNextSteps({ experiment, runs, ...useDistilling(experiment.id) }).find(
    ({ key }) => !dismissed?.includes(key),
  )
  if (!step || dismissed === null || experiment.recomputing) return null
  const { title, evidence, action } = describe(step, experiment)
  return (
    <section
      aria-label="Next step"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg bg-accent-tint px-3.5 py-2.5 ring ring-accent-line"
    >
      <div className="min-w-0 flex-1 basis-72">
        <h2 className="font-semibold text-key">{title}</h2>
        <p className="text-kumo-subtle text-note">{evidence}</p>
      </div>
      <div className="flex items-center gap-2">
        {action}
        <Button
          variant="ghost"
          shape="square"
          icon={<XIcon />}
          aria-label="Dismiss this suggestion"
          onClick={() => dismiss(step.key)}
        />
      </div>
    </section>
  )
}

/** Nothing can be distilled, and nothing is, until both are known: a suggestion is not taken back. */
function useDistilling(experimentId: string) {
  const plugins = useQuery({ ...routeQuery(listPlugins, {}), staleTime: Number.POSITIVE_INFINITY }).data
  const active = useQuery(routeQuery(listPipelines, ACTIVE_INPUT)).data?.items
  return {
    canDistill: (run: RunRecord) => plugins !== undefined && whyNotDistillable(run, plugins) === null,
    distilling: active?.some((pipeline) => pipeline.experimentId === experimentId) ?? true,
  }
}

interface Words {
  title: string
  evidence: string
  action: ReactNode
}

function describe(step: NextStep, { id }: ExperimentRecord): Words {
  switch (step.kind) {
    case "judge":
      return {
        title: `${formatCountOf(step.unjudged, "episode")} without an outcome`,
        evidence: "No score says whether they succeeded. Label some, or set a success rule in Edit.",
        action: <Go href={labelHref(id)}>Label them</Go>,
      }
    case "compare":
      return {
        title: `${step.student.model.name} against ${step.teacher.model.name}`,
        evidence: `${describeRun(step.student)}; the teacher ${describeRun(step.teacher)}${
          step.timesCheaper && step.timesCheaper > 1
            ? `; ${formatTimes(step.timesCheaper)} cheaper per task`
            : ""
        }.`,
        action: <Go href={compareHref(id, [step.teacher.id, step.student.id])}>Compare them</Go>,
      }
    case "curate":
      return {
        title: `${formatCountOf(step.successes, "good episode")} from ${step.run.model.name}`,
        evidence: `Of ${formatCountOf(step.run.statistics.n, "episode")} on ${formatCountOf(step.run.statistics.tasks, "task")}. Nothing is curated yet; a recipe says which of them become training data.`,
        action: (
          <>
            <LinkButton
              variant="ghost"
              className="max-md:hidden"
              href={episodesHref(id, { runId: [step.run.id], success: ["success"] })}
            >
              Read them
            </LinkButton>
            <CurateOrDistill run={step.run} />
          </>
        ),
      }
    case "distill":
      return {
        title: `Distill ${step.run.model.name}`,
        evidence: `${formatCountOf(step.datasets, "dataset")} here, and no student yet. Training, held-out evaluation and the verdict run as one job.`,
        action: <DistillButton experimentId={id} runId={step.run.id} />,
      }
    case "label":
      return {
        title: `Label ${step.wanted} more`,
        evidence: `${formatCountOf(step.labelled, "episode")} labelled. ${step.labelled + step.wanted} put about ±${Math.round(step.halfWidth * 100)} points on how often a success is a good example.`,
        action: <Go href={labelHref(id)}>{`Label ${step.wanted}`}</Go>,
      }
  }
}

function Go({ href, children }: { href: string; children: ReactNode }) {
  return (
    <LinkButton variant="primary" href={href}>
      {children}
    </LinkButton>
  )
}

/** The whole loop where the run can be played again; else the dataset alone. */
function CurateOrDistill({ run }: { run: RunRecord }) {
  const distillable = useWhyNotDistillable(run) === null
  return (
    <>
      <CurateRunButton run={run} variant={distillable ? "secondary" : "primary"} />
      {distillable && <DistillButton experimentId={run.experimentId} runId={run.id} />}
    </>
  )
}

function describeRun({ statistics }: RunRecord): string {
  const cost = statistics.cost.perTaskUsd.value
  const price = cost === null ? "" : ` at ${formatUsd(cost)} per task`
  return `${formatEstimateText(statistics.successRate, "percent")}${price}`
}

/** Remembered in this browser; null until it was looked up, so that nothing flashes. */
function useDismissed(experimentId: string): [readonly string[] | null, (key: string) => void] {
  const name = `winnow/dismissed/${experimentId}`
  const [keys, setKeys] = useState<readonly string[] | null>(null)
  useEffect(() => setKeys((localStorage.getItem(name) ?? "").split("\n").filter(Boolean)), [name])
  const dismiss = (key: string) => {
    const next = [...(keys ?? []), key]
    localStorage.setItem(name, next.join("\n"))
    setKeys(next)
  }
  return [keys, dismiss]
}
