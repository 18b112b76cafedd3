import { formatCountOf } from "@/components/format/count"
import { formatEstimateText } from "@/components/format/interval"
import { Skeleton } from "@/components/ui/skeleton"
import type { ShareSnapshot } from "@/lib/contracts/shares"

interface SharePreviewProps {
  snapshot: ShareSnapshot | undefined
  wantsBreakEven: boolean
}

/** All that the page would hold, and what it would not. */
export function SharePreview({ snapshot, wantsBreakEven }: SharePreviewProps) {
  if (!snapshot) return <Skeleton className="h-32" />
  const { runs, pair, breakEven, madeBy, experiment, question } = snapshot
  return (
    <section aria-label="What is included" className="flex flex-col gap-1.5 rounded-md bg-code p-3 text-note">
      <p className="font-medium">What is included</p>
      <ul className="flex list-disc flex-col gap-1 pl-4">
        <li>
          The name of the experiment ({experiment}){question && ", its question"} and yours ({madeBy})
        </li>
        {pair && <li className="break-words">The verdict: {pair.conclusion}</li>}
        <li>
          {formatCountOf(runs.length, "run")} with name, model, n, success, cost and latency:
          <ul className="mt-1 flex flex-col gap-0.5 text-kumo-subtle tabular">
            {runs.map((run) => (
              <li key={run.key} className="break-words">
                {run.name}: {formatEstimateText(run.successRate, "percent")},{" "}
                {formatEstimateText(run.costPerTaskUsd, "usd")} a task
              </li>
            ))}
          </ul>
        </li>
        {breakEven && <li>The break-even: {breakEven.sentence}</li>}
        {wantsBreakEven && !breakEven && (
          <li className="text-kumo-subtle">No break-even: it is not known while a cost is missing</li>
        )}
      </ul>
      <p className="text-kumo-subtle">
        Not included: tasks, transcripts, labels, datasets, prices, ids, and everything measured from now on.
      </p>
    </section>
  )
}
