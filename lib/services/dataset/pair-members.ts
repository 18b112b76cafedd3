import { createHash } from "node:crypto"
import type { ClientBase, Pool } from "pg"
import type { z } from "zod"
import type { datasetPairsSchema } from "@/lib/contracts/weighting"
import type { CurationSample } from "@/lib/db/curation.sql"
import { readMessageTexts } from "@/lib/db/dataset.sql"
import type { NewPair } from "@/lib/db/dataset-pair.sql"
import { stepKeys } from "@/lib/domain/action-key"
import { findCut } from "@/lib/domain/curation/divergence"
import type { PairPlan } from "@/lib/domain/curation/pair-plan"
import { listPairCandidates, type TaskCandidates } from "@/lib/domain/curation/preference-pairs"
import type { Split } from "@/lib/domain/episode"
import type { Message } from "@/lib/domain/message"
import type { Draft } from "@/lib/services/dataset/select-members"

const EPISODES_PER_READ = 200

export interface Paired {
  pairs: NewPair[]
  described: z.infer<typeof datasetPairsSchema>
}

interface Pairing {
  sample: CurationSample
  draft: Draft
  plan: PairPlan
  seed: number
}

type Conversations = ReadonlyMap<number, Message[]>

function rowsOf({ candidates }: TaskCandidates): number[] {
  return candidates.flatMap(({ chosen, rejected }) => [chosen, rejected])
}

/** Tasks whose episodes are read together. */
function batchesOf(tasks: readonly TaskCandidates[]): TaskCandidates[][] {
  const batches: TaskCandidates[][] = []
  let count = EPISODES_PER_READ
  for (const task of tasks) {
    const size = new Set(rowsOf(task)).size
    if (count + size > EPISODES_PER_READ) {
      batches.push([])
      count = 0
    }
    count += size
    batches.at(-1)?.push(task)
  }
  return batches
}

/** Equal for pairs that teach the same. */
function fingerprint(chosen: readonly Message[], rejected: Message, step: number): string {
  const better = stepKeys()
  const digest = createHash("sha256")
  const worse = stepKeys()
  for (const message of chosen.slice(0, step)) {
    digest.update(`${better(message)}\n`)
    worse(message)
  }
  const last = chosen[step]
  return digest.update(`${last && better(last)}\n${worse(rejected)}`).digest("hex")
}

class PairMaker {
  readonly pairs: NewPair[] = []
  readonly described: Paired["described"] = {
    count: 0,
    tasks: 0,
    bySplit: { train: 0, validation: 0, test: 0 },
    withoutCut: { same: 0, observation: 0, start: 0, ended: 0 },
    repeated: 0,
  }
  readonly #pairing: Pairing
  readonly #splits: ReadonlyMap<number, Split>

  constructor(pairing: Pairing) {
    this.#pairing = pairing
    this.#splits = new Map(pairing.draft.kept.map(({ row, split }) => [row, split]))
  }

  addTask({ candidates }: TaskCandidates, conversations: Conversations): void {
    const { sample, plan } = this.#pairing
    const known = new Set<string>()
    for (const { chosen, rejected } of candidates) {
      if (known.size === plan.maxPerTask) break
      const [better = [], worse = []] = [conversations.get(chosen), conversations.get(rejected)]
      const cut = findCut(better, worse)
      if (!cut.ok) {
        this.described.withoutCut[cut.reason] += 1
        continue
      }
      const print = fingerprint(better, worse[cut.step] as Message, cut.step)
      if (known.has(print)) {
        this.described.repeated += 1
        continue
      }
      known.add(print)
      const split = this.#splits.get(chosen) ?? "train"
      this.described.bySplit[split] += 1
      this.pairs.push({
        split,
        chosenId: sample.episodeIds[chosen] as string,
        rejectedId: sample.episodeIds[rejected] as string,
        step: cut.step,
        rejectedHash: sample.contentHashes[rejected] as string,
      })
    }
    this.described.count = this.pairs.length
    if (known.size > 0) this.described.tasks += 1
  }
}

/** Members against worse attempts at their tasks, cut where they part. Same sample, members, plan and seed, same pairs. */
export async function pairDraft(
  client: ClientBase | Pool,
  experimentId: string,
  pairing: Pairing,
): Promise<Paired> {
  const { sample, draft, plan, seed } = pairing
  const members = Uint32Array.from(draft.kept, ({ row }) => row)
  const keyOf = (task: number) => sample.tasks[task]?.key ?? ""
  const maker = new PairMaker(pairing)
  for (const tasks of batchesOf(listPairCandidates(sample.columns, members, plan, { seed, keyOf }))) {
    const rows = [...new Set(tasks.flatMap(rowsOf))]
    const ids = rows.map((row) => sample.episodeIds[row] as string)
    const texts = await readMessageTexts(client, experimentId, ids)
    const conversations = new Map(
      rows.map((row) => {
        const messages = texts.get(sample.episodeIds[row] as string) ?? []
        return [row, messages.map((text) => JSON.parse(text) as Message)]
      }),
    )
    for (const task of tasks) maker.addTask(task, conversations)
  }
  return { pairs: maker.pairs, described: maker.described }
}
