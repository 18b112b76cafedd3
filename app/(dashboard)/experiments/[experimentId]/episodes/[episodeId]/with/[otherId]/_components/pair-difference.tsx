"use client"

import { ResultChanges } from "@/components/transcript/changes/result-changes"
import { ChangeRows } from "@/components/transcript/records/change-rows"
import { TranscriptContext } from "@/components/transcript/transcript-context"
import { useStepsBetween } from "@/components/transcript/use-block-steps"
import type { EpisodeDiffRow } from "@/lib/contracts/episodes"
import { compareCalls } from "./compare-calls"
import type { Side } from "./use-side"

interface PairDifferenceProps {
  row: EpisodeDiffRow
  left: Side
  right: Side
}

const HEADS: [string, string] = ["Left", "Right"]

/** Below two calls of the same tools: which arguments differ, and what differs in the results. */
export function PairDifference(props: PairDifferenceProps) {
  const { left, right } = props.row
  if (left?.kind !== "called" || right?.kind !== "called") return null
  if (left.tools.join("\n") !== right.tools.join("\n")) return null
  return <Difference {...props} at={{ left, right }} />
}

type Turn = NonNullable<EpisodeDiffRow["left"]>

function Difference({ left, right, at }: PairDifferenceProps & { at: { left: Turn; right: Turn } }) {
  const ours = useStepsBetween(left.context, at.left)
  const theirs = useStepsBetween(right.context, at.right)
  if (ours.state !== "ready" || theirs.state !== "ready") return null
  const { changes, results } = compareCalls(ours.steps, theirs.steps)
  const id = `pair/${at.left.from}/${at.right.from}`
  if (changes.length === 0 && results === null) return null
  return (
    <TranscriptContext value={left.context}>
      <div className="col-span-full mx-3 mb-2 rounded-md bg-kumo-base ring ring-kumo-hairline">
        {changes.length > 0 && (
          <div className="px-2.5 py-1 text-note">
            <ChangeRows changes={changes} id={`${id}/arguments`} heads={HEADS} />
          </div>
        )}
        {results && (
          <ResultChanges before={results.left} after={results.right} id={`${id}/results`} heads={HEADS}>
            The results
          </ResultChanges>
        )}
      </div>
    </TranscriptContext>
  )
}
