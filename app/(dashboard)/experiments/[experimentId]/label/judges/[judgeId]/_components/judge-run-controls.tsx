"use client"

import { ArrowClockwiseIcon } from "@phosphor-icons/react/dist/ssr/ArrowClockwise"
import { PlayIcon } from "@phosphor-icons/react/dist/ssr/Play"
import { useState } from "react"
import { NumberInput } from "@/components/distill/number-input"
import { isActive } from "@/components/distill/words"
import { formatCountOf } from "@/components/format/count"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import {
  controlJudgeRun,
  getJudge,
  type JudgeRunRecord,
  listJudgements,
  listJudges,
} from "@/lib/contracts/judges"

/** The brakes of a run: cancel, go on, try the failures again. */
export function JudgeRunControls({ run }: { run: JudgeRunRecord }) {
  const { experimentId, judgeId, id: runId, status, counts } = run
  const control = useChange(controlJudgeRun, { refreshes: [getJudge, listJudges, listJudgements] })
  const path = { experimentId, judgeId, runId }
  const active = isActive(status)
  const left = counts.episodes - counts.done - counts.failed
  const unasked = run.canaries.some(({ verdict, problem }) => verdict === null && problem !== null)
  return (
    <Gated permission="judge.manage">
      {(disabled) => (
        <div className="flex flex-wrap gap-1.5">
          {(active || status === "paused") && (
            <ConfirmDialog
              title="Cancel this run?"
              trigger={
                <Button size="xs" variant="secondary-destructive" disabled={disabled}>
                  Cancel
                </Button>
              }
              confirm="Cancel it"
              cancel="Keep running"
              destructive
              onConfirm={() => control.mutate({ ...path, action: "cancel" })}
            >
              What it said of {formatCountOf(counts.done, "episode")} stays. It can be resumed.
            </ConfirmDialog>
          )}
          {status === "paused" && (
            <ResumeWithBudget
              disabled={disabled}
              budgetUsd={run.budgetUsd}
              onResume={(budgetUsd) => control.mutate({ ...path, action: "resume", budgetUsd })}
            />
          )}
          {(status === "cancelled" || status === "failed") && (left > 0 || counts.failed === 0) && (
            <Button
              size="xs"
              icon={<PlayIcon />}
              disabled={disabled}
              loading={control.isPending}
              onClick={() => control.mutate({ ...path, action: "resume" })}
            >
              Resume
            </Button>
          )}
          {!active && (counts.failed > 0 || unasked) && (
            <Button
              size="xs"
              icon={<ArrowClockwiseIcon />}
              disabled={disabled}
              loading={control.isPending}
              onClick={() => control.mutate({ ...path, action: "retry" })}
            >
              {counts.failed > 0
                ? `Try ${formatCountOf(counts.failed, "failure")} again`
                : "Ask the canaries again"}
            </Button>
          )}
        </div>
      )}
    </Gated>
  )
}

interface ResumeWithBudgetProps {
  disabled: boolean
  budgetUsd: number | null
  onResume: (budgetUsd: number | null) => void
}

function ResumeWithBudget({ disabled, budgetUsd, onResume }: ResumeWithBudgetProps) {
  const [next, setNext] = useState(budgetUsd)
  return (
    <ConfirmDialog
      title="Go on with another budget"
      trigger={
        <Button size="xs" icon={<PlayIcon />} disabled={disabled}>
          Raise the budget
        </Button>
      }
      confirm="Go on"
      onConfirm={() => onResume(next)}
    >
      <NumberInput
        label="Budget (USD), what is spent included"
        placeholder="none"
        min={0.01}
        max={1_000_000}
        value={next}
        onChange={setNext}
      />
    </ConfirmDialog>
  )
}
