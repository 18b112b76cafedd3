"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useNow } from "@/components/distill/use-now"
import { usePace } from "@/components/distill/use-pace"
import { isActive, STATUS_WORDS } from "@/components/distill/words"
import { formatDuration, formatWait } from "@/components/format/duration"
import type { RunEntity } from "@/components/run/run-entities"
import { PageHeader } from "@/components/ui/page-header"
import { StatusDot } from "@/components/ui/status-dot"
import { routeQuery } from "@/lib/api-client/query"
import { estimatePipeline } from "@/lib/contracts/pipelines"
import { expectTeacherUsd } from "./attempt-cost"
import { CostPanel } from "./cost-panel"
import { HostedFacts, HostedReports } from "./hosted-reports"
import { IfItFailsPanel } from "./if-it-fails-panel"
import { InputsPanel } from "./inputs-panel"
import { LogPanel } from "./log-panel"
import { LossPanel } from "./loss-panel"
import { StageList } from "./stage-list"
import type { PipelineData } from "./use-pipeline"
import { WhoToWhom } from "./who-to-whom"

export interface PipelineRunningProps extends PipelineData {
  entityOf: (runId: string) => RunEntity
}

/** Under way, failed or cancelled: stages and inputs left, loss and log in the middle, money right. */
export function PipelineRunning({ pipeline, runs, logs, entityOf }: PipelineRunningProps) {
  const { experimentId, inputs, stages, status } = pipeline
  const active = isActive(status)
  const now = useNow(active)
  const estimate = useQuery({
    ...routeQuery(estimatePipeline, { experimentId, inputs }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    retry: false,
  }).data
  const stage = stages.findIndex((one) => one.status === "running")
  const current = stages[stage]
  const pace = usePace(current?.startedAt ?? null, current?.progress ?? null, now)
  const started = pipeline.startedAt ? Date.parse(pipeline.startedAt) : null
  const end = pipeline.finishedAt ? Date.parse(pipeline.finishedAt) : now
  const elapsed = started !== null && end !== null ? Math.max(0, end - started) : null
  const expectedMs = estimate?.seconds ? estimate.seconds * 1000 : null
  const place = stage >= 0 ? `Stage ${stage + 1} of ${stages.length}. ` : ""
  return (
    <>
      <PageHeader
        title={<WhoToWhom pipeline={pipeline} entityOf={entityOf} />}
        description={
          active ? (
            `${place}It keeps running if you close this page.`
          ) : (
            <StatusDot tone={STATUS_WORDS[status].tone}>
              {STATUS_WORDS[status].words}. Finished stages keep their results.
            </StatusDot>
          )
        }
        facts={[
          { label: "Elapsed", value: formatDuration(elapsed) },
          ...(active
            ? [
                { label: "Left, this stage", value: formatWait(pace?.leftMs) },
                ...(expectedMs !== null && expectedMs > (elapsed ?? 0)
                  ? [{ label: "Expected in all", value: formatWait(expectedMs) }]
                  : []),
              ]
            : []),
        ]}
      />
      <div className="grid items-start gap-3 xl:grid-cols-[290px_minmax(0,1fr)_270px]">
        <div className="flex min-w-0 flex-col gap-3">
          <StageList pipeline={pipeline} now={now} />
          <div className="max-xl:hidden">
            <InputsPanel pipeline={pipeline} runs={runs} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <HostedReports pipeline={pipeline} following={active}>
            <LossPanel pipeline={pipeline} />
          </HostedReports>
          <LogPanel logs={logs} following={active} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <HostedFacts pipeline={pipeline} />
          <CostPanel
            pipeline={pipeline}
            teacherUsd={expectTeacherUsd(
              runs.find(({ id }) => id === inputs.teacherRunId),
              attemptsOf(estimate?.heldOutTasks, inputs),
            )}
          />
          <IfItFailsPanel />
          <div className="xl:hidden">
            <InputsPanel pipeline={pipeline} runs={runs} />
          </div>
        </div>
      </div>
    </>
  )
}

function attemptsOf(tasks: number | undefined, { evaluation }: { evaluation: { trials: number } }) {
  return tasks === undefined ? null : tasks * evaluation.trials
}
