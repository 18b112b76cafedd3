import { createHash } from "node:crypto"
import type { CurationSample } from "@/lib/db/curation.sql"
import type { NewExclusion, NewMember } from "@/lib/db/dataset.sql"
import { applyRecipe } from "@/lib/domain/curation/apply-recipe"
import type { Rule } from "@/lib/domain/curation/rule"
import { splitByTask } from "@/lib/domain/curation/split-by-task"
import { SPLITS, type Split } from "@/lib/domain/episode"

interface SplitPlan {
  shares: Record<Split, number>
  seed: number
}

export interface MemberSelection {
  members: NewMember[]
  exclusions: NewExclusion[]
  kept: Uint32Array
  funnel: ReturnType<typeof applyRecipe>["funnel"]
  bySplit: Record<Split, { episodes: number; tasks: number }>
  /** SHA-256 over the members in order: id, content hash, split, weight. */
  hash: string
}

/** Pure given the sample: same episodes, rules, shares and seed, same members in the same order with the same hash. */
export function selectMembers(
  sample: CurationSample,
  rules: readonly Rule[],
  plan: SplitPlan,
): MemberSelection {
  const { kept, reasonByRow, funnel } = applyRecipe(sample.columns, rules)
  const taskOf = (row: number) => sample.tasks[sample.columns.taskNo[row]!]!
  const keptTasks = [...new Set(Array.from(kept, taskOf))]
  const grouped = keptTasks.map((task) => ({ key: task.key, group: task.group ?? "" }))
  const split = splitByTask(grouped, plan.shares, plan.seed)
  const members = Array.from(kept, (row) => ({
    episodeId: sample.episodeIds[row]!,
    split: split.splitOf.get(taskOf(row).key) ?? "train",
    weight: 1,
  }))
  const digest = createHash("sha256")
  for (const [index, member] of members.entries()) {
    digest.update(
      `${member.episodeId} ${sample.contentHashes[kept[index]!]} ${member.split} ${member.weight}\n`,
    )
  }
  const exclusions = sample.episodeIds.flatMap((episodeId, row) => {
    const rule = reasonByRow[row]!
    return rule < 0 ? [] : [{ episodeId, rule }]
  })
  const bySplit = Object.fromEntries(
    SPLITS.map((name) => {
      const episodes = members.filter((member) => member.split === name).length
      return [name, { episodes, tasks: split.counts[name] }]
    }),
  ) as MemberSelection["bySplit"]
  return { members, exclusions, kept, funnel, bySplit, hash: digest.digest("hex") }
}
