import { createHash } from "node:crypto"
import type { CurationSample } from "@/lib/db/curation.sql"
import type { Split } from "@/lib/domain/episode"

/** Raised when the same episodes and seed would give other log-ratios. */
const FIT_VERSION = 1

/** What log-ratios are measured of; the id follows from everything else, contents included. */
export interface FitPlan {
  id: string
  seed: number
  memberIds: string[]
  referenceIds: string[]
}

/**
 * The training episodes against every episode that they could have been chosen from: all attempts at tasks that are neither held
 * out nor on another side, so that nothing across the line has a say in a weight.
 */
export function planFit(
  sample: CurationSample,
  kept: readonly { row: number; split: Split }[],
  heldOut: ReadonlySet<number>,
  seed: number,
): FitPlan {
  const { columns, tasks, episodeIds, contentHashes } = sample
  const taskOf = (row: number) => columns.taskNo[row] as number
  const across = new Set(kept.filter(({ split }) => split !== "train").map(({ row }) => taskOf(row)))
  const isFair = (row: number) => !across.has(taskOf(row)) && !heldOut.has(tasks[taskOf(row)]?.no ?? -1)
  const reference = episodeIds.flatMap((_, row) => (isFair(row) ? [row] : []))
  const members = kept.filter(({ split }) => split === "train").map(({ row }) => row)
  const digest = createHash("sha256").update(`${FIT_VERSION} ${seed}\n`)
  for (const row of members) digest.update(`${episodeIds[row]}\n`)
  for (const row of reference) digest.update(`${episodeIds[row]} ${contentHashes[row]}\n`)
  const idsOf = (rows: readonly number[]) => rows.map((row) => episodeIds[row] as string)
  return { id: digest.digest("hex"), seed, memberIds: idsOf(members), referenceIds: idsOf(reference) }
}
