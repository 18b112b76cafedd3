import type { ReactNode } from "react"
import { DivergenceColumn, type DivergenceColumnProps } from "@/components/divergence/divergence-column"
import { showHidden } from "@/components/transcript/visible-text"
import { classNames } from "@/components/ui/class-names"
import type { EpisodeDetail } from "@/lib/contracts/episodes"

interface PairFrameProps {
  /** Null for attempts of one run, which have no other run to part from. */
  pair: DivergenceColumnProps | null
  children: ReactNode
}

/** The two transcripts, and beside them, where there is room, what their runs do over all tasks. */
export function PairFrame({ pair, children }: PairFrameProps) {
  return (
    <div
      className={classNames(
        "grid h-full min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] max-md:h-[calc(100dvh-44px)]",
        pair && "xl:grid-cols-[minmax(0,1fr)_288px]",
      )}
    >
      <div className="flex min-h-0 min-w-0 flex-col">{children}</div>
      {pair && (
        <aside
          aria-label="Both runs"
          className="min-h-0 overflow-y-auto border-kumo-hairline border-l max-xl:hidden"
        >
          <DivergenceColumn {...pair} />
        </aside>
      )}
    </div>
  )
}

/** The two runs, left as the teacher; null while unknown, and for two attempts of one run. */
export function pairOf(
  left: EpisodeDetail | undefined,
  right: EpisodeDetail | undefined,
): DivergenceColumnProps | null {
  if (!left || !right || left.run.id === right.run.id) return null
  const { experimentId } = left
  const names = { teacher: showHidden(left.run.name), student: showHidden(right.run.name) }
  return {
    pair: { experimentId, teacherRunId: left.run.id, studentRunId: right.run.id },
    names,
    attempts: { leftId: left.id, rightId: right.id },
  }
}
