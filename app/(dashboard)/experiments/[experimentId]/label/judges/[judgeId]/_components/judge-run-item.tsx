"use client"

import { CheckCircleIcon } from "@phosphor-icons/react/dist/ssr/CheckCircle"
import { WarningCircleIcon } from "@phosphor-icons/react/dist/ssr/WarningCircle"
import { formatRate } from "@/components/distill/pace"
import { useNow } from "@/components/distill/use-now"
import { usePace } from "@/components/distill/use-pace"
import { isActive, STATUS_WORDS } from "@/components/distill/words"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatDuration, formatWait } from "@/components/format/duration"
import { formatTokens } from "@/components/format/tokens"
import { formatUsd } from "@/components/format/usd"
import { showHidden } from "@/components/transcript/visible-text"
import { Banner } from "@/components/ui/banner"
import { classNames } from "@/components/ui/class-names"
import { Meter } from "@/components/ui/meter"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusDot } from "@/components/ui/status-dot"
import type { JudgeRunRecord } from "@/lib/contracts/judges"
import { JudgeRunControls } from "./judge-run-controls"

interface JudgeRunItemProps {
  run: JudgeRunRecord
  selected: boolean
  /** Absent where there is nothing to choose between. */
  onSelect?: () => void
}

/** One run: how far, how fast, what it spent, whether its canaries sang. */
export function JudgeRunItem({ run, selected, onSelect }: JudgeRunItemProps) {
  const { tone, words } = STATUS_WORDS[run.status]
  const { episodes, done, failed } = run.counts
  const title = (
    <>
      {describeSource(run)} · <RelativeTime at={run.createdAt} />
    </>
  )
  return (
    <li
      className={classNames(
        "flex flex-col gap-1.5 border-kumo-hairline border-b px-3.5 py-2.5 last:border-b-0",
        selected && onSelect && "bg-accent-tint",
      )}
    >
      <div className="flex items-baseline justify-between gap-3">
        {onSelect ? (
          <button
            type="button"
            className="min-h-6 min-w-0 truncate text-left font-medium hover:underline"
            aria-pressed={selected}
            onClick={onSelect}
          >
            {title}
          </button>
        ) : (
          <span className="min-w-0 truncate font-medium">{title}</span>
        )}
        <StatusDot tone={tone}>{words}</StatusDot>
      </div>
      <p className="text-kumo-subtle text-note tabular">{describeRun(run).join(" · ")}</p>
      <Canaries run={run} />
      {run.error && <p className="break-words text-bad text-note">{showHidden(run.error)}</p>}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {run.status !== "done" && (
          <Meter
            className="min-w-40 flex-1"
            fraction={episodes === 0 ? null : (done + failed) / episodes}
            label={`${formatCount(done + failed)} of ${formatCount(episodes)} episodes judged`}
          />
        )}
        <JudgeRunControls run={run} />
      </div>
      {isActive(run.status) && <Speed run={run} />}
    </li>
  )
}

function describeSource({ source, queueName, counts }: JudgeRunRecord): string {
  const episodes = formatCountOf(counts.episodes, "episode")
  if (source.kind === "queue")
    return `${episodes} of ${queueName ? showHidden(queueName) : "a queue that is gone"}`
  return source.count === null ? `${episodes} of a filter` : `${episodes} at random`
}

function describeSpent({ spentUsd, budgetUsd, unpricedCalls }: JudgeRunRecord): string {
  if (spentUsd === null) return "cost unknown"
  const spent = budgetUsd === null ? formatUsd(spentUsd) : `${formatUsd(spentUsd)} of ${formatUsd(budgetUsd)}`
  return unpricedCalls === 0
    ? `${spent} spent`
    : `${spent} spent, ${formatCountOf(unpricedCalls, "call")} of unknown cost`
}

function describeRun(run: JudgeRunRecord): string[] {
  const { counts, verdicts, inputTokens, outputTokens } = run
  return [
    `${formatCount(counts.done)} of ${formatCount(counts.episodes)} judged`,
    `${formatCount(verdicts.good)} good, ${formatCount(verdicts.unsure)} unsure, ${formatCount(verdicts.bad)} bad`,
    ...(counts.failed > 0 ? [`${formatCount(counts.failed)} failed`] : []),
    describeSpent(run),
    `${formatTokens(inputTokens)} tokens read, ${formatTokens(outputTokens)} written`,
  ]
}

/** The built-in episodes that try to steer a judge, which all have to be called bad. */
function Canaries({ run }: { run: JudgeRunRecord }) {
  if (run.trusted === null) return <p className="text-kumo-subtle text-note">Canaries: not asked yet</p>
  if (run.trusted) {
    return (
      <p className="flex items-center gap-1.5 text-kumo-subtle text-note">
        <CheckCircleIcon weight="fill" className="text-good" aria-hidden />
        {formatCountOf(run.canaries.length, "canary", "canaries")} called bad, as they are
      </p>
    )
  }
  return (
    <Banner tone="error" title="Not trusted: its labels never count.">
      A record that tries to steer its judge got through.
      <ul className="mt-1 grid gap-0.5">
        {run.canaries.map(({ id, title, verdict, problem }) => (
          <li key={id} className="flex items-center gap-1.5">
            {verdict === "bad" ? (
              <CheckCircleIcon weight="fill" className="shrink-0 text-good" aria-hidden />
            ) : (
              <WarningCircleIcon weight="fill" className="shrink-0 text-bad" aria-hidden />
            )}
            {title}: {verdict ?? showHidden(problem ?? "not asked")}
          </li>
        ))}
      </ul>
    </Banner>
  )
}

function Speed({ run }: { run: JudgeRunRecord }) {
  const { episodes, done, failed } = run.counts
  const pace = usePace(run.startedAt, episodes === 0 ? null : (done + failed) / episodes, useNow(true))
  if (!pace?.fractionPerSecond) return <p className="text-kumo-subtle text-note">starting</p>
  return (
    <p className="text-kumo-subtle text-note tabular">
      {[
        `${formatWait(pace.leftMs)} left`,
        formatRate(pace.fractionPerSecond * episodes, "episodes"),
        `${formatDuration(pace.elapsedMs)} so far`,
      ].join(" · ")}
    </p>
  )
}
