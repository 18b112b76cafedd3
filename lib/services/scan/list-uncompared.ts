import { type EpisodeColumns, NOT_COMPARED } from "@/lib/domain/curation/episode-columns"
import { type Marks, OUTSIDE } from "@/lib/domain/curation/marks"
import type { Rule } from "@/lib/domain/curation/rule"
import { ACTIONS_SCAN } from "@/lib/services/scan/scan-id"
import type { PendingScan } from "@/lib/services/scan/seek-texts"

/** The near-duplicate rules that some episodes of the runs in question were not compared for. */
export function listUncompared(
  { nearGroup }: EpisodeColumns,
  marks: Marks,
  rules: readonly Rule[],
): PendingScan[] {
  if (!rules.some((rule) => rule.enabled && rule.type === "nearDuplicates")) return []
  let episodes = 0
  for (let row = 0; row < marks.length; row++) {
    if (marks[row] !== OUTSIDE && nearGroup[row] === NOT_COMPARED) episodes += 1
  }
  if (episodes === 0) return []
  return rules.flatMap((rule, index) =>
    rule.enabled && rule.type === "nearDuplicates" ? [{ rule: index, scanId: ACTIONS_SCAN, episodes }] : [],
  )
}
