"use client"

import { IntervalDots } from "@/components/charts/interval-dots"
import { compareHref } from "@/components/experiment/links"
import type { RunEntity } from "@/components/run/run-entities"
import { LinkButton } from "@/components/ui/button"
import type { PipelineRecord } from "@/lib/contracts/pipelines"
import { CostPanel } from "./cost-panel"
import { HostedFacts, HostedReports } from "./hosted-reports"
import { InputsPanel } from "./inputs-panel"
import { LogPanel } from "./log-panel"
import { LossPanel } from "./loss-panel"
import { NextPanel } from "./next-panel"
import { StageStrip } from "./stage-strip"
import { TrainingNotes } from "./training-notes"
import type { PipelineData } from "./use-pipeline"
import { VerdictPanel } from "./verdict-panel"

export interface PipelineFinishedProps extends PipelineData {
  verdict: NonNullable<PipelineRecord["verdict"]>
  entityOf: (runId: string) => RunEntity
}

/** The verdict first, then what it rests on. */
export function PipelineFinished({ pipeline, verdict, runs, logs, entityOf }: PipelineFinishedProps) {
  const { experimentId, studentRunId, teacherEvaluationRunId, teacherName, name } = pipeline
  const teacher = runs.find(({ id }) => id === teacherEvaluationRunId)?.model.name ?? teacherName
  const pair = [teacherEvaluationRunId, studentRunId].filter((id) => id !== null)
  const rowOf = (
    id: string | null,
    title: string,
    { successRate }: { successRate: typeof verdict.difference },
  ) => ({
    id: title,
    name: title,
    ...(id ? entityOf(id) : { index: null }),
    estimate: successRate,
    n: String(successRate.n),
  })
  return (
    <>
      <VerdictPanel pipeline={pipeline} verdict={verdict} runs={runs} entityOf={entityOf} />
      <StageStrip stages={pipeline.stages} />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(300px,1fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          <IntervalDots
            title="Success on held-out tasks"
            note={`${verdict.difference.tasks} tasks, both played all of them`}
            axis={`success, ${Math.round(verdict.difference.level * 100)} % interval`}
            rows={[
              rowOf(teacherEvaluationRunId, teacher, verdict.teacher),
              rowOf(studentRunId, name, verdict.student),
            ]}
            referenceId={teacher}
            fileName="student-and-teacher"
            actions={
              <LinkButton variant="ghost" size="xs" href={compareHref(experimentId, pair)}>
                Open compare
              </LinkButton>
            }
          />
          <LossPanel pipeline={pipeline} height={260} />
          <HostedReports pipeline={pipeline} following={false} />
          <LogPanel logs={logs} following={false} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <NextPanel pipeline={pipeline} />
          <HostedFacts pipeline={pipeline} />
          <CostPanel pipeline={pipeline} teacherUsd={null} />
          <TrainingNotes notes={pipeline.training} />
          <InputsPanel pipeline={pipeline} runs={runs} />
        </div>
      </div>
    </>
  )
}
