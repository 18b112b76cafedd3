"use client"

import type { countSplits } from "@/components/dataset/split-counts"
import { formatCount } from "@/components/format/count"
import { formatTokens } from "@/components/format/tokens"
import { SPLITS } from "@/lib/domain/episode"
import { useDrag } from "./drag-provider"
import type { LabProps } from "./lab-props"
import { TrainingCost } from "./training-cost"

interface KeptNumbersProps extends Pick<LabProps, "recipe"> {
  preview: NonNullable<LabProps["preview"]>
  /** What lies on each side of the split, of the answer and not of a drag. */
  split: ReturnType<typeof countSplits>
}

const SPLIT_WORDS = { train: "Train", validation: "Validation", test: "Test" }

/** How much is kept, and for which side; under the hand those of the place it has reached. */
export function KeptNumbers({ recipe, preview, split }: KeptNumbersProps) {
  const live = useDrag().totals
  const { shares, strata } = recipe.params
  const totals = live ?? preview.totals
  const about = (index: number) => `≈ ${formatCount((totals.episodes * (shares[index] ?? 0)) / 100)}`
  const sides = SPLITS.filter((_, index) => (shares[index] ?? 0) > 0)
  const facts = [
    ...sides.map((side) => ({
      name: SPLIT_WORDS[side],
      value: live || strata !== "group" ? about(SPLITS.indexOf(side)) : formatCount(split[side].episodes),
    })),
    { name: "Tokens", value: formatTokens(totals.contentTokens) },
    { name: "Trained on", value: formatTokens(totals.assistantTokens) },
  ]
  return (
    <div className="border-kumo-hairline border-b px-3.5 py-3">
      <p className="flex items-baseline gap-2 tabular" aria-live="polite">
        <span className="font-semibold text-hero">{formatCount(totals.episodes)}</span>
        <span>{totals.episodes === 1 ? "episode" : "episodes"}</span>
        <span className="ml-auto text-kumo-subtle text-note">
          {formatCount(totals.tasks)} of {formatCount(preview.taskCount)} tasks
        </span>
      </p>
      <dl className="mt-1.5 grid grid-cols-2 gap-x-6 gap-y-1 text-note">
        {facts.map(({ name, value }) => (
          <div key={name} className="flex justify-between gap-2">
            <dt className="text-kumo-subtle">{name}</dt>
            <dd className="font-medium tabular">{value}</dd>
          </div>
        ))}
      </dl>
      <TrainingCost recipe={recipe} tokenCount={(totals.contentTokens * (shares[0] ?? 0)) / 100} />
    </div>
  )
}
