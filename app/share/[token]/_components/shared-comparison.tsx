import { formatCount, formatCountOf } from "@/components/format/count"
import { formatUsd } from "@/components/format/usd"
import type { ShareFigures } from "@/components/share/figures"
import { WinnowMark } from "@/components/shell/winnow-mark"
import { Panel } from "@/components/ui/panel"
import type { ShareSnapshot } from "@/lib/contracts/shares"
import { SharedChart } from "./shared-chart"
import { SharedRunsTable } from "./shared-runs-table"

interface SharedComparisonProps {
  snapshot: ShareSnapshot
  figures: ShareFigures
  expiresAt: string
  hash: string
}

/** The frozen page: verdict, picture, figures, break-even, and what all of it rests on. */
export function SharedComparison({ snapshot, figures, expiresAt, hash }: SharedComparisonProps) {
  const { title, experiment, question, asOf, madeBy, pair } = snapshot
  return (
    <main id="content" className="wn-share mx-auto flex max-w-[980px] flex-col gap-3 px-3 py-5">
      <header className="flex flex-col gap-1">
        <p className="flex flex-wrap items-center gap-x-2 text-kumo-subtle text-note">
          <WinnowMark />
          <span>{experiment}</span>
          <span aria-hidden="true">·</span>
          <span>
            as of <time dateTime={asOf}>{asOf.slice(0, 10)}</time>, shared by {madeBy}
          </span>
        </p>
        <h1 className="break-words font-semibold text-title">{title}</h1>
        {question && <p className="text-body text-kumo-subtle">{question}</p>}
      </header>
      {pair && (
        <Panel>
          <div className="flex flex-col gap-2 px-4 py-3.5">
            <h2 className="text-balance font-semibold text-verdict max-md:text-figure">{pair.conclusion}</h2>
            <p className="text-body text-kumo-subtle tabular">
              {pair.evidence} {pair.leftOut}
            </p>
            <p className="text-body text-kumo-subtle">{describeScope(snapshot)}</p>
          </div>
        </Panel>
      )}
      <SharedChart runs={snapshot.runs} level={snapshot.level} pair={pair} />
      <SharedRunsTable figures={figures} level={snapshot.level} />
      <SharedBreakEven breakEven={snapshot.breakEven} figures={figures} />
      <footer className="flex flex-col gap-1 text-kumo-subtle text-note">
        {snapshot.methods.map((method) => (
          <p key={method}>{method}</p>
        ))}
        <p>
          A frozen page: its figures do not follow what is measured later. Open until{" "}
          <time dateTime={expiresAt}>{expiresAt.slice(0, 10)}</time>. Snapshot{" "}
          <code className="font-mono">{hash.slice(0, 12)}</code>.
        </p>
      </footer>
    </main>
  )
}

function describeScope({ pair, margin, splits, families, sharedTasksOnly }: ShareSnapshot): string {
  const parts = [
    pair && formatCountOf(pair.sharedTasks, "shared task"),
    margin > 0 ? `margin ${formatCountOf(Math.round(margin * 100), "point")}` : "no margin",
    splits.length > 0 && `split ${splits.join(", ")}`,
    families.length > 0 && `families ${families.join(", ")}`,
    sharedTasksOnly && "figures below on the tasks that all runs tried",
  ]
  return parts.filter(Boolean).join(" · ")
}

function SharedBreakEven({
  breakEven,
  figures,
}: {
  breakEven: ShareSnapshot["breakEven"]
  figures: ShareFigures
}) {
  if (!breakEven) return null
  const { sentence, volumePerMonth, oneOffUsd, per, assumptions } = breakEven
  const unit = per === "episode" ? "episodes" : "successes"
  const saving = figures.savingPerMonth
  return (
    <Panel title="Break-even">
      <div className="flex flex-col gap-2 px-4 py-3">
        <p className="font-semibold text-figure">{sentence}</p>
        <p className="text-body tabular">
          {formatUsd(oneOffUsd)} spent once; {saving?.text} {saving?.interval} saved a month at{" "}
          {formatCount(volumePerMonth)} {unit}.
        </p>
        <p className="text-kumo-subtle text-note">{assumptions.join(" ")}</p>
      </div>
    </Panel>
  )
}
