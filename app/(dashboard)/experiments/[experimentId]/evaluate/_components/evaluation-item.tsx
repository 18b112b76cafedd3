"use client"

import { PauseIcon } from "@phosphor-icons/react/dist/ssr/Pause"
import { PlayIcon } from "@phosphor-icons/react/dist/ssr/Play"
import { describeOutlook } from "@/components/distill/outlook"
import { formatRate } from "@/components/distill/pace"
import { useNow } from "@/components/distill/use-now"
import { usePace } from "@/components/distill/use-pace"
import { isActive, STATUS_WORDS } from "@/components/distill/words"
import { runHref } from "@/components/experiment/links"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatDuration, formatWait } from "@/components/format/duration"
import { formatUsd } from "@/components/format/usd"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { Meter } from "@/components/ui/meter"
import { StatusDot } from "@/components/ui/status-dot"
import { TextLink } from "@/components/ui/text-link"
import { controlEvaluation, type EvaluationRecord, listEvaluations } from "@/lib/contracts/evaluations"

/** One evaluation: who plays what, how far, how fast, what it spent, and the brakes. */
export function EvaluationItem({ evaluation }: { evaluation: EvaluationRecord }) {
  const { experimentId, runId, runName, modelName, status, done, planned, error } = evaluation
  const { tone, words } = STATUS_WORDS[status]
  return (
    <li className="flex flex-col gap-1.5 border-kumo-hairline border-b px-3 py-2.5 last:border-b-0">
      <div className="flex items-baseline justify-between gap-3">
        <TextLink href={runHref(experimentId, runId)} className="min-w-0 truncate font-medium">
          {runName}
        </TextLink>
        <StatusDot tone={tone}>{words}</StatusDot>
      </div>
      <p className="text-kumo-subtle text-note tabular">
        {[modelName, evaluation.environment.id, ...describeProgress(evaluation)].join(" · ")}
      </p>
      {error && <p className="break-words text-bad text-note">{error}</p>}
      {status !== "done" && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Meter
            className="min-w-40 flex-1"
            fraction={done / planned}
            label={`${runName}: ${done} of ${planned} attempts`}
          />
          <Controls evaluation={evaluation} />
        </div>
      )}
      {isActive(status) && <Speed evaluation={evaluation} />}
    </li>
  )
}

function describeProgress({ done, planned, successCount, spentUsd, budgetUsd, status }: EvaluationRecord) {
  const attempts =
    status === "done" ? formatCountOf(done, "attempt") : `${formatCount(done)} of ${formatCount(planned)}`
  const spent = budgetUsd === null ? formatUsd(spentUsd) : `${formatUsd(spentUsd)} of ${formatUsd(budgetUsd)}`
  return [attempts, `${formatCount(successCount)} solved`, `${spent} spent`]
}

/** How fast, how long one attempt takes, when it ends and what it will have cost. */
function Speed({ evaluation }: { evaluation: EvaluationRecord }) {
  const { startedAt, done, planned } = evaluation
  const pace = usePace(startedAt, done / planned, useNow(true))
  if (!pace?.fractionPerSecond) return <p className="text-kumo-subtle text-note">starting</p>
  return (
    <p className="text-kumo-subtle text-note tabular">
      {[
        `${formatWait(pace.leftMs)} left`,
        formatRate(pace.fractionPerSecond * planned, "attempts"),
        ...describeOutlook(evaluation),
        `${formatDuration(pace.elapsedMs)} so far`,
      ].join(" · ")}
    </p>
  )
}

function Controls({ evaluation }: { evaluation: EvaluationRecord }) {
  const { experimentId, id: evaluationId, status, done } = evaluation
  const control = useChange(controlEvaluation, { refreshes: [listEvaluations] })
  const act = (action: "pause" | "resume" | "cancel") =>
    control.mutate({ experimentId, evaluationId, action })
  const active = isActive(status)
  return (
    <Gated permission="run.write">
      {(disabled) => (
        <div className="flex gap-1.5">
          {active ? (
            <Button size="xs" icon={<PauseIcon />} disabled={disabled} onClick={() => act("pause")}>
              Pause
            </Button>
          ) : (
            <Button size="xs" icon={<PlayIcon />} disabled={disabled} onClick={() => act("resume")}>
              Resume
            </Button>
          )}
          {(active || status === "paused") && (
            <ConfirmDialog
              title="Cancel this evaluation?"
              trigger={
                <Button size="xs" variant="secondary-destructive" disabled={disabled}>
                  Cancel
                </Button>
              }
              confirm="Cancel it"
              cancel="Keep running"
              destructive
              onConfirm={() => act("cancel")}
            >
              The {formatCountOf(done, "episode")} made so far stay in its run; attempts under way are
              dropped.
            </ConfirmDialog>
          )}
        </div>
      )}
    </Gated>
  )
}
