import { STOP_REASON_WORDS } from "@/components/episode/stop-reason"
import { episodesHref } from "@/components/experiment/links"
import { formatCount } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { Meter } from "@/components/ui/meter"
import { Panel } from "@/components/ui/panel"
import { TextLink } from "@/components/ui/text-link"
import type { RunRecord } from "@/lib/contracts/runs"
import { STOP_REASONS } from "@/lib/domain/episode"

/** Why its episodes ended, most frequent first. */
export function StopReasonsPanel({ run }: { run: RunRecord }) {
  const { stopReasons, n } = run.statistics
  const rows = STOP_REASONS.map((reason) => ({ reason, count: stopReasons[reason] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((left, right) => right.count - left.count)
  return (
    <Panel title="Stop reasons" note="why episodes ended">
      {rows.length === 0 && <p className="px-3 py-6 text-center text-kumo-subtle">No episode yet.</p>}
      <ul>
        {rows.map(({ reason, count }) => (
          <li
            key={reason}
            className="grid min-h-[34px] grid-cols-[minmax(0,1fr)_80px_96px] items-center gap-3 border-kumo-hairline border-b px-3 last:border-b-0"
          >
            <TextLink href={episodesHref(run.experimentId, { runId: [run.id], stopReason: [reason] })}>
              {STOP_REASON_WORDS[reason]}
            </TextLink>
            <Meter
              fraction={count / n}
              label={`${STOP_REASON_WORDS[reason]}, share`}
              tone="bar"
              size="thin"
            />
            <span className="text-right tabular">
              {formatCount(count)}{" "}
              <span className="text-kumo-subtle text-note">{formatPercent(count / n)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
