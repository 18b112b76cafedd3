import type { CurationPreview } from "@/lib/contracts/curation"
import { splitByTask } from "@/lib/domain/curation/split-by-task"
import { SPLITS, type Split } from "@/lib/domain/episode"

export type SplitCounts = Record<Split, { episodes: number; tasks: number }>

/** What each side of the dataset would hold: the very split that making it does. */
export function countSplits(
  tasks: CurationPreview["composition"]["tasks"],
  percents: readonly number[],
  seed: number,
): SplitCounts {
  const kept = tasks.filter((task) => task.kept > 0)
  const grouped = kept.map(({ key, group }) => ({ key, group: group ?? "" }))
  const { splitOf, counts } = splitByTask(grouped, toShares(percents), seed)
  const episodes: Record<Split, number> = { train: 0, validation: 0, test: 0 }
  for (const { key, kept: count } of kept) episodes[splitOf.get(key) ?? "train"] += count
  return {
    train: { episodes: episodes.train, tasks: counts.train },
    validation: { episodes: episodes.validation, tasks: counts.validation },
    test: { episodes: episodes.test, tasks: counts.test },
  }
}

/** `[80, 20, 0]` as the shares that the contract takes. */
export function toShares(percents: readonly number[]): Record<Split, number> {
  const [train, validation, test] = SPLITS.map((_, index) => (percents[index] ?? 0) / 100)
  return { train: train ?? 0, validation: validation ?? 0, test: test ?? 0 }
}
