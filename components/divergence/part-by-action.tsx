import { formatCount } from "@/components/format/count"
import type { Divergences } from "@/lib/contracts/divergences"
import type { PairOutcome } from "@/lib/domain/divergence-tally"

interface PartByActionProps {
  actions: Divergences["actions"]
  outcome: PairOutcome | null
}

const MOST_BARS = 16

/** In which action two runs part first: one bar per action, the last for all later ones. */
export function PartByAction({ actions, outcome }: PartByActionProps) {
  const bars = toBars(actions, outcome)
  const most = Math.max(1, ...bars.map(({ count }) => count))
  if (bars.length === 0) return null
  return (
    <figure aria-label={`First divergence by action: ${bars.map(wordsOf).join(", ")}`}>
      <div aria-hidden className="flex h-14 items-end gap-px">
        {bars.map((bar) => (
          <span
            key={bar.action}
            title={wordsOf(bar)}
            className="min-w-1 flex-1 rounded-t-[2px] bg-warn"
            style={{ height: `${Math.max(bar.count > 0 ? 4 : 0, (bar.count / most) * 100)}%` }}
          />
        ))}
      </div>
      <figcaption
        aria-hidden
        className="flex justify-between border-kumo-line border-t pt-0.5 text-head text-kumo-subtle tabular"
      >
        <span>action 1</span>
        <span>
          {bars.length}
          {bars.at(-1)?.open && " and later"}
        </span>
      </figcaption>
    </figure>
  )
}

interface Bar {
  action: number
  count: number
  /** It stands for all later ones too. */
  open: boolean
}

function toBars(actions: Divergences["actions"], outcome: PairOutcome | null): Bar[] {
  const counts = actions.map((at) => ({
    action: at.action,
    count: outcome === null ? at.count : at.outcomes[outcome],
  }))
  const last = Math.min(
    MOST_BARS,
    Math.max(0, ...counts.filter(({ count }) => count > 0).map(({ action }) => action)),
  )
  return Array.from({ length: last }, (_, index) => {
    const action = index + 1
    const open = action === MOST_BARS
    const its = counts.filter((at) => (open ? at.action >= action : at.action === action))
    return { action, open, count: its.reduce((sum, { count }) => sum + count, 0) }
  })
}

function wordsOf({ action, count, open }: Bar): string {
  return `${formatCount(count)} in action ${action}${open ? " or later" : ""}`
}
