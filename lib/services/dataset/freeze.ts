import { createHash } from "node:crypto"
import type { ClientBase, Pool } from "pg"
import type { z } from "zod"
import type { DatasetPlan, planDataset } from "@/lib/contracts/datasets"
import type { DatasetManifest } from "@/lib/contracts/manifest"
import type { CurationSample } from "@/lib/db/curation.sql"
import type { NewExclusion, NewMember } from "@/lib/db/dataset.sql"
import type { NewPair } from "@/lib/db/dataset-pair.sql"
import { type EpisodeOpening, readHeldOutTasks } from "@/lib/db/held-out.sql"
import type { FunnelStage } from "@/lib/domain/curation/apply-recipe"
import { HELD_OUT, LEAKING } from "@/lib/domain/curation/exclusion"
import type { LeakAudit } from "@/lib/domain/curation/leak"
import { SPLITS } from "@/lib/domain/episode"
import { readSample } from "@/lib/services/curation/read-sample"
import { openAudit } from "@/lib/services/dataset/audit-members"
import { editDraft } from "@/lib/services/dataset/edit-members"
import { type Paired, pairDraft } from "@/lib/services/dataset/pair-members"
import { type Draft, leaveOut, membersOf, selectMembers } from "@/lib/services/dataset/select-members"
import { type Weighed, weighDraft } from "@/lib/services/dataset/weigh-members"
import type { PendingScan } from "@/lib/services/scan/seek-texts"

type Input = Omit<z.output<(typeof planDataset)["input"]>, "experimentId" | "heldOut">

export interface Frozen {
  sample: CurationSample
  /** Row numbers of the members in their order. */
  rows: Uint32Array
  members: NewMember[]
  exclusions: NewExclusion[]
  funnel: FunnelStage[]
  bySplit: DatasetPlan["counts"]["bySplit"]
  excluded: DatasetPlan["excluded"]
  audit: LeakAudit
  /** Training episodes that are part of a leak and still in. */
  leakingEpisodes: number
  weighed: Weighed
  paired: Paired | null
  edits: DatasetManifest["edits"]
  /** Rules that could not decide, and kept everything. */
  pending: PendingScan[]
  hash: string
}

/** SHA-256 over the members in order (id, content hash, split, weight, edits where there are any), then over the pairs. */
export function hashMembers(members: readonly NewMember[], pairs: readonly NewPair[] = []): string {
  const digest = createHash("sha256")
  for (const { episodeId, contentHash, split, weight, edits } of members) {
    digest.update(`${episodeId} ${contentHash} ${split} ${weight}${edits === null ? "" : ` ${edits}`}\n`)
  }
  for (const { split, chosenId, rejectedId, step, rejectedHash } of pairs) {
    digest.update(`pair ${split} ${chosenId} ${rejectedId} ${step} ${rejectedHash}\n`)
  }
  return digest.digest("hex")
}

/** Episodes and tasks of some rows. */
function countRows({ columns }: CurationSample, rows: readonly number[]) {
  return { episodes: rows.length, tasks: new Set(rows.map((row) => columns.taskNo[row])).size }
}

function countExcluded(sample: CurationSample, exclusions: readonly NewExclusion[], reason: number) {
  const ids = new Set(exclusions.filter(({ rule }) => rule === reason).map(({ episodeId }) => episodeId))
  return countRows(
    sample,
    sample.episodeIds.flatMap((id, row) => (ids.has(id) ? [row] : [])),
  )
}

/**
 * What a dataset of these runs, rules and split would hold now, all of it in memory; `planned` are held-out tasks that the
 * experiment may not know of yet. Reads through one client, so that inside a
 * repeatable-read transaction everything is of one moment.
 */
export async function freezeSelection(
  client: ClientBase | Pool,
  experimentId: string,
  input: Input,
  planned: readonly EpisodeOpening[],
): Promise<Frozen> {
  const { sample, pending } = await readSample(client, experimentId, input.runIds, input.rules)
  const known = await readHeldOutTasks(client, experimentId)
  const keys = new Set(planned.map(({ task }) => task))
  const heldOut = new Set(
    sample.tasks.filter(({ no, key }) => known.has(no) || keys.has(key)).map(({ no }) => no),
  )
  const plan = { by: input.splitBy, stratify: input.stratify, shares: input.shares, seed: input.seed }
  let draft: Draft = selectMembers(sample, input.rules, plan, heldOut)
  const auditOf = await openAudit(client, experimentId, membersOf(draft, sample), planned)
  const dropped = new Set<string>()
  let { audit, leaking } = auditOf(input.splitBy, dropped)
  // Without some episodes a seed or a template can look different, so look again until nothing is left to drop.
  while (input.leaks === "drop" && leaking.size > 0) {
    const rows = draft.kept.filter(({ row }) => leaking.has(sample.episodeIds[row] as string))
    draft = leaveOut(draft, sample, new Set(rows.map(({ row }) => row)))
    for (const id of leaking) dropped.add(id)
    ;({ audit, leaking } = auditOf(input.splitBy, dropped))
  }
  const { weighting, pairs: pairPlan, seed } = input
  const weighed = await weighDraft(client, experimentId, { sample, draft, heldOut, weighting, seed })
  const paired = pairPlan && (await pairDraft(client, experimentId, { sample, draft, plan: pairPlan, seed }))
  const edited = await editDraft(client, experimentId, { sample, draft, rules: input.rules })
  const members = membersOf(draft, sample, weighed.weights, edited?.byRow)
  const rowsOf = (split: string) => draft.kept.filter((one) => one.split === split).map(({ row }) => row)
  return {
    sample,
    rows: Uint32Array.from(draft.kept, ({ row }) => row),
    members,
    exclusions: draft.exclusions,
    funnel: draft.funnel,
    bySplit: Object.fromEntries(
      SPLITS.map((split) => [split, countRows(sample, rowsOf(split))]),
    ) as Frozen["bySplit"],
    excluded: {
      heldOut: countExcluded(sample, draft.exclusions, HELD_OUT),
      leaking: countExcluded(sample, draft.exclusions, LEAKING),
    },
    audit,
    leakingEpisodes: leaking.size,
    weighed,
    paired,
    edits: edited?.described ?? null,
    pending,
    hash: hashMembers(members, paired?.pairs),
  }
}
