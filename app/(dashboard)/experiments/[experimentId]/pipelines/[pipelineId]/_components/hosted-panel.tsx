"use client"

import { placeTitleOf } from "@/components/distill/place"
import { formatCount } from "@/components/format/count"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { CopyText } from "@/components/ui/copy-text"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { controlFineTune, type HostedJobRecord } from "@/lib/contracts/fine-tunes"
import { getPipeline, type PipelineRecord } from "@/lib/contracts/pipelines"

export interface HostedPanelProps {
  pipeline: PipelineRecord
  job: HostedJobRecord
}

/** The job at its provider: its own words, and what its support asks for. */
export function HostedPanel({ pipeline, job }: HostedPanelProps) {
  const isPaused = job.providerStatus === "paused"
  return (
    <Panel
      title={placeTitleOf(job)}
      padded
      actions={
        job.canPause && job.jobId && job.status === "running" ? (
          <PauseButton pipeline={pipeline} isPaused={isPaused} />
        ) : undefined
      }
    >
      <dl className="flex flex-col gap-1.5">
        {listFacts(job).map(({ name, value }) => (
          <div key={name} className="flex items-baseline justify-between gap-3">
            <dt className="shrink-0 text-kumo-subtle">{name}</dt>
            <dd className="min-w-0 break-words text-right font-medium tabular">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

function listFacts(job: HostedJobRecord) {
  const { failures, nextPollAt, checkpoints } = job
  return [
    {
      name: "Its status",
      value: job.providerStatus ? <Badge tone="neutral">{job.providerStatus}</Badge> : job.stage,
    },
    ...(job.isOwn && !job.connectionId ? [] : [{ name: "Account", value: job.connectionName ?? "deleted" }]),
    { name: "Job", value: job.jobId ? <CopyText value={job.jobId} label="Copy job id" /> : "none yet" },
    ...(job.requestId
      ? [{ name: "Latest request", value: <CopyText value={job.requestId} label="Copy request id" /> }]
      : []),
    ...(job.model ? [{ name: "Model", value: <CopyText value={job.model} label="Copy model name" /> }] : []),
    ...(job.trainedTokens === null
      ? []
      : [{ name: "Trained tokens", value: formatCount(job.trainedTokens) }]),
    ...(checkpoints.length > 0
      ? [{ name: "Checkpoints", value: checkpoints.map(({ step }) => `step ${step}`).join(", ") }]
      : []),
    ...(job.attempt > 1 ? [{ name: "Attempt", value: job.attempt }] : []),
    ...(failures > 0 ? [{ name: "Failed looks in a row", value: failures }] : []),
    ...(nextPollAt && job.status === "running"
      ? [{ name: "Next look", value: <RelativeTime at={nextPollAt} /> }]
      : []),
  ]
}

function PauseButton({ pipeline, isPaused }: { pipeline: PipelineRecord; isPaused: boolean }) {
  const control = useChange(controlFineTune, {
    refreshes: [getPipeline],
    done: () => (isPaused ? "Asked the provider to resume" : "Asked the provider to pause"),
  })
  const { experimentId, fineTuneId } = pipeline
  if (!fineTuneId) return null
  return (
    <Gated permission="run.write">
      {(disabled) => (
        <Button
          size="xs"
          disabled={disabled}
          loading={control.isPending}
          onClick={() => control.mutate({ experimentId, fineTuneId, action: isPaused ? "resume" : "pause" })}
        >
          {isPaused ? "Resume" : "Pause"}
        </Button>
      )}
    </Gated>
  )
}
