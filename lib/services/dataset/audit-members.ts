import type { ClientBase, Pool } from "pg"
import type { LeakCertificate } from "@/lib/contracts/leaks"
import { type EpisodeOpening, readHeldOutOpenings, readOpenings } from "@/lib/db/held-out.sql"
import { FIRST_WORDS, LEAST_WORDS, normaliseTurn, SHINGLE_WORDS } from "@/lib/domain/curation/first-turn"
import {
  type AuditedEpisode,
  type LeakAudit,
  type LeakSide,
  MOST_TASKS_PER_SEED,
  NEAR_DUPLICATE,
} from "@/lib/domain/curation/leak"
import { auditLeaks } from "@/lib/domain/curation/leak-audit"
import { NEAR_DUPLICATE_PLAN } from "@/lib/domain/curation/min-hash"
import type { Split } from "@/lib/domain/episode"
import type { Message } from "@/lib/domain/message"

/** Raised when the same episodes would be judged otherwise. */
export const AUDIT_VERSION = 1

const EPISODES_PER_READ = 5000

const { bands, rows } = NEAR_DUPLICATE_PLAN

/** What a certificate says about how it came about. */
const METHOD =
  "Training episodes against the validation and test sides and against held-out tasks: those the experiment knows (their " +
  `first three episodes) and those an evaluation was planned on. First user turns: words in lower case, equal, or Jaccard similarity >= ${NEAR_DUPLICATE} over ` +
  `${SHINGLE_WORDS}-word shingles of the first ${FIRST_WORDS} words (MinHash, ${bands} bands of ${rows}, every hit ` +
  "confirmed exactly), without shingles that three or more and half of the tasks of a family share; turns of fewer than " +
  `${LEAST_WORDS} words are only noted. Seeds: equal within a family, unless more than ${MOST_TASKS_PER_SEED} of its tasks ` +
  "share it. Tasks: by key. Templates: by task group."

function toAudited({ message, ...opening }: EpisodeOpening, side: LeakSide): AuditedEpisode {
  const content = message === null ? null : (JSON.parse(message) as Message).content
  return { ...opening, side, text: content === null ? null : normaliseTurn(content) }
}

interface Audited {
  audit: LeakAudit
  /** Training episodes that are part of a leak. */
  leaking: Set<string>
}

/** Reads how members and held-out tasks begin, once; the answer audits any part of the members. */
export async function openAudit(
  client: ClientBase | Pool,
  experimentId: string,
  members: readonly { episodeId: string; split: Split }[],
  planned: readonly EpisodeOpening[],
): Promise<(splitBy: "task" | "group", without: ReadonlySet<string>) => Audited> {
  const sideOf = new Map(members.map(({ episodeId, split }) => [episodeId, split]))
  const ids = [...sideOf.keys()]
  const heldOut = await readHeldOutOpenings(client, experimentId)
  const all = [...heldOut, ...planned].map((opening) => toAudited(opening, "heldOut"))
  for (let from = 0; from < ids.length; from += EPISODES_PER_READ) {
    const openings = await readOpenings(client, experimentId, ids.slice(from, from + EPISODES_PER_READ))
    for (const opening of openings) {
      all.push(toAudited(opening, sideOf.get(opening.episodeId ?? "") ?? "train"))
    }
  }
  return (splitBy, without) => {
    const left = all.filter(({ episodeId }) => episodeId === null || !without.has(episodeId))
    const audit = auditLeaks(left, splitBy)
    return { audit, leaking: new Set(audit.leaking.map((place) => left[place]?.episodeId ?? "")) }
  }
}

export function toCertificate({ passed, checks, tasks }: LeakAudit, createdAt: Date): LeakCertificate {
  return { passed, checks, tasks, method: METHOD, createdAt: createdAt.toISOString() }
}
