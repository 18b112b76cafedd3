import type { CurationPreview } from "@/lib/contracts/curation"
import { type SplitPlan, splitTasks } from "@/lib/domain/curation/split-tasks"
import { SPLITS, type Split } from "@/lib/domain/episode"

export type SplitCounts = Record<Split, { episodes: number; tasks: number }>

/** What each side of the dataset would hold of these tasks: the split that making it does, by group as its strata. */
export function countSplits(
  tasks: CurationPreview["composition"]["tasks"],
  percents: readonly number[],
  plan: Pick<SplitPlan, "by" | "seed">,
): SplitCounts {
  const kept = tasks.filter((task) => task.kept > 0)
  const grouped = kept.map(({ key, group }) => ({ key, group: group ?? "", solveRate: null }))
  const { splitOf, counts } = splitTasks(grouped, { ...plan, stratify: "group", shares: toShares(percents) })
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
