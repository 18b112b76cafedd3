"use client"

import { formatDuration } from "@/components/format/duration"
import { formatUsd } from "@/components/format/usd"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { Panel } from "@/components/ui/panel"
import { type DeploymentRecord, listDeployments, stopDeployment } from "@/lib/contracts/deployments"
import { getPipeline } from "@/lib/contracts/pipelines"
import { placeOf } from "./place"
import { useNow } from "./use-now"

const HOUR_MS = 3600_000

const WORDS: Record<DeploymentRecord["status"], string> = {
  starting: "Starting",
  ready: "Running",
  stopping: "Stopping",
  stopped: "Stopped",
  failed: "Failed",
}

/** How long it has been billed, and what that comes to; null while unknown. */
export function billOf({ startedAt, stoppedAt, hourlyUsd }: DeploymentRecord, now: number | null) {
  const end = stoppedAt ? Date.parse(stoppedAt) : now
  if (!startedAt || end === null) return { elapsedMs: null, costUsd: null }
  const elapsedMs = Math.max(0, end - Date.parse(startedAt))
  return { elapsedMs, costUsd: hourlyUsd === null ? null : (elapsedMs / HOUR_MS) * hourlyUsd }
}

/** An endpoint that costs by the minute: its clock, its bill so far, and the button that ends it. */
export function DeploymentPanel({ deployment }: { deployment: DeploymentRecord }) {
  const isOver = deployment.stoppedAt !== null
  const now = useNow(!isOver)
  const { elapsedMs, costUsd } = billOf(deployment, now)
  const facts = [
    { name: WORDS[deployment.status], value: isOver ? "" : (deployment.providerStatus ?? "") },
    { name: deployment.isOwn ? "Up for" : "Billed for", value: formatDuration(elapsedMs) },
    ...(deployment.isOwn
      ? []
      : [
          { name: isOver ? "Cost, about" : "Cost so far, about", value: formatUsd(costUsd) },
          { name: "An hour", value: formatUsd(deployment.hourlyUsd) },
        ]),
  ]
  return (
    <Panel
      title={`Endpoint ${placeOf(deployment)}`}
      padded
      actions={isOver ? undefined : <StopButton deployment={deployment} />}
    >
      <dl className="flex flex-col gap-1.5">
        {facts.map(({ name, value }) => (
          <div key={name} className="flex justify-between gap-3">
            <dt className="shrink-0 text-kumo-subtle">{name}</dt>
            <dd className="min-w-0 break-words text-right font-medium tabular">{value}</dd>
          </div>
        ))}
      </dl>
      {deployment.error && <p className="mt-2 text-bad text-note">{deployment.error}</p>}
      <p className="mt-2 text-kumo-subtle text-note">
        {deployment.priceSource && !deployment.isOwn && `Price from ${deployment.priceSource}. `}
        {describeEnd(deployment)}
      </p>
    </Panel>
  )
}

function describeEnd({ stoppedAt, isKept, isOwn }: DeploymentRecord): string {
  if (stoppedAt && isOwn) return "Its process has ended."
  if (stoppedAt) return "Nothing is billed any more."
  return isKept ? "It is kept until somebody stops it." : "It is stopped once its student has been evaluated."
}

export function StopButton({ deployment }: { deployment: DeploymentRecord }) {
  const stop = useChange(stopDeployment, {
    refreshes: [getPipeline, listDeployments],
    done: () => "The endpoint is being stopped",
  })
  return (
    <Gated permission="run.write">
      {(disabled) => (
        <Button
          variant="secondary-destructive"
          size="xs"
          disabled={disabled || deployment.status === "stopping"}
          loading={stop.isPending}
          onClick={() => stop.mutate({ deploymentId: deployment.id })}
        >
          Stop it
        </Button>
      )}
    </Gated>
  )
}
