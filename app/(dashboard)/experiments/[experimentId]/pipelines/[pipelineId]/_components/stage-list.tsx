"use client"

import { describeOutlook } from "@/components/distill/outlook"
import { formatRate, type Pace } from "@/components/distill/pace"
import { usePace } from "@/components/distill/use-pace"
import { STAGE_WORDS } from "@/components/distill/words"
import { formatDuration, formatWait } from "@/components/format/duration"
import { classNames } from "@/components/ui/class-names"
import { Meter } from "@/components/ui/meter"
import { Panel } from "@/components/ui/panel"
import type { PipelineRecord, StageRecord } from "@/lib/contracts/pipelines"
import { RetryButton } from "./pipeline-actions"
import { StageIcon } from "./stage-icon"

export interface StageListProps {
  pipeline: PipelineRecord
  now: number | null
}

/** The stages in order, the running one with its rate and end, a failed one with its reason and the way on. */
export function StageList({ pipeline, now }: StageListProps) {
  const next = pipeline.stages.find(({ status }) => status !== "done")
  return (
    <Panel title="Stages">
      <ol>
        {pipeline.stages.map((stage) => (
          <StageItem key={stage.name} stage={stage} pipeline={pipeline} now={now} isNext={stage === next} />
        ))}
      </ol>
    </Panel>
  )
}

interface StageItemProps extends StageListProps {
  stage: StageRecord
  /** The first that is not done: where a retry goes on. */
  isNext: boolean
}

function StageItem({ stage, pipeline, now, isNext }: StageItemProps) {
  const pace = usePace(stage.startedAt, stage.progress, now)
  const stopped = pipeline.status === "failed" || pipeline.status === "cancelled"
  return (
    <li
      aria-current={stage.status === "running" ? "step" : undefined}
      className={classNames(
        "flex gap-2.5 border-kumo-hairline border-b px-3 py-3 last:border-b-0",
        stage.status === "running" && "bg-accent-tint shadow-[inset_2px_0_0_var(--wn-accent)]",
        stage.status === "failed" && "bg-bad-tint shadow-[inset_2px_0_0_var(--wn-bad)]",
      )}
    >
      <StageIcon status={stage.status} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-2">
          <h3 className="font-semibold text-body">{STAGE_WORDS[stage.name]}</h3>
          <span className="shrink-0 text-kumo-subtle text-note tabular">{describeTime(stage, pace)}</span>
        </div>
        {stage.note && <p className="break-words text-kumo-subtle text-note tabular">{stage.note}</p>}
        {stage.status === "running" && (
          <>
            <p className="text-kumo-subtle text-note tabular">
              {stopped ? "stopping" : describeRate(pace, attemptsOf(stage, pipeline))}
            </p>
            <Meter
              className="mt-1.5"
              size="thin"
              fraction={stage.progress}
              label={`${STAGE_WORDS[stage.name]}, progress`}
            />
          </>
        )}
        {stage.status !== "running" && stage.error && (
          <p role={stage.status === "failed" ? "alert" : undefined} className="break-words text-note">
            {stage.error}
          </p>
        )}
        {stopped && isNext && (
          <div className="mt-2">
            <RetryButton pipeline={pipeline} />
          </div>
        )}
      </div>
    </li>
  )
}

/** What it took, or what is left. */
function describeTime(stage: StageRecord, pace: Pace | null): string {
  if (stage.startedAt && stage.finishedAt) {
    return formatDuration(Date.parse(stage.finishedAt) - Date.parse(stage.startedAt))
  }
  if (stage.status === "waiting") return "waiting"
  return pace?.leftMs ? `${formatWait(pace.leftMs)} left` : ""
}

function attemptsOf({ name }: StageRecord, { attempts }: PipelineRecord) {
  if (name === "evaluation") return attempts.student
  return name === "teacher" ? attempts.teacher : null
}

function describeRate(pace: Pace | null, attempts: ReturnType<typeof attemptsOf>): string {
  if (!pace?.fractionPerSecond) return "starting"
  if (attempts === null) return `${formatWait(pace.elapsedMs)} so far`
  const rate = formatRate(pace.fractionPerSecond * attempts.planned, "attempts")
  return [rate, ...describeOutlook(attempts)].join(" · ")
}
