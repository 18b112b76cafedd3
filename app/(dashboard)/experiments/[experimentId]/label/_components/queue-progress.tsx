import type { ReactNode } from "react"
import { formatCount } from "@/components/format/count"
import { formatWait } from "@/components/format/duration"
import { Meter } from "@/components/ui/meter"
import type { Queue } from "./use-queue"

/** How far the filter is labelled, how fast, and when it ends. */
export function QueueProgress({ queue, action }: { queue: Queue; action: ReactNode }) {
  const { total, remaining, itemMs } = queue.progress
  const labelled = total === null || remaining === null ? null : total - remaining
  const words =
    labelled === null
      ? `${remaining === null ? "10,000+" : formatCount(remaining)} to label`
      : `${formatCount(labelled)} of ${formatCount(total)} labelled`
  return (
    <div className="flex min-h-9 shrink-0 items-center gap-3 border-kumo-hairline border-b px-3.5 text-note">
      <span className="shrink-0 font-medium tabular">{words}</span>
      <Meter
        fraction={labelled === null || !total ? null : labelled / total}
        label={words}
        className="w-52 max-md:min-w-10 max-md:flex-1"
      />
      {labelled !== null && remaining !== null && (
        <span className="text-kumo-subtle tabular max-md:hidden">{formatCount(remaining)} left</span>
      )}
      <span className="ml-auto text-kumo-subtle tabular max-md:hidden">
        {itemMs !== null &&
          `${formatWait(itemMs)} per item${remaining ? `, about ${formatWait(itemMs * remaining)} left` : ""}`}
      </span>
      {action}
    </div>
  )
}
