import type { ClientBase } from "pg"
import { matchTexts, type NewPart, readNextSteps } from "@/lib/db/search.sql"
import { cutParts, type Steps } from "@/lib/services/search/cut-parts"

/** Read at a time, of all episodes together: about 3 MB of text. */
const STEPS_PER_ROUND = 5000

interface Pending {
  episodeId: string
  /** The step to read on from. */
  next: number
  /** The steps of its last part, which may go on behind what was read. */
  open: Steps
}

interface Cut {
  parts: NewPart[]
  /** What is left to be read; null at the end of the episode. */
  rest: Pending | null
}

/** Cuts what was read of an episode as if all of it had been read. */
function cutOn({ episodeId, open }: Pending, read: Steps, limit: number): Cut {
  const steps = [...open, ...read]
  const parts = cutParts(steps)
  const last = parts.at(-1)
  if (read.length < limit || !last) return { parts, rest: null }
  const next = (read.at(-1)?.idx ?? 0) + 1
  const rest = { episodeId, next, open: steps.filter(({ idx }) => idx >= last.fromIdx) }
  return { parts: parts.slice(0, -1), rest }
}

/**
 * The first matching part of each of some episodes among steps that the index lacks, read on until all are found, at their end,
 * or it is late: then `isWhole` is false.
 */
export async function findUnindexedParts(
  client: ClientBase,
  experimentId: string,
  query: string,
  episodes: readonly { episodeId: string; done: number }[],
  isLate: () => boolean,
): Promise<{ parts: NewPart[]; isWhole: boolean }> {
  const found = new Map<string, NewPart>()
  let pending = episodes.map(({ episodeId, done }): Pending => ({ episodeId, next: done, open: [] }))
  while (pending.length > 0 && !isLate()) {
    const limit = Math.ceil(STEPS_PER_ROUND / pending.length)
    const read = await readNextSteps(client, experimentId, pending, limit)
    const byEpisode = Map.groupBy(read, ({ episodeId }) => episodeId)
    const cuts = pending.map((one) => cutOn(one, byEpisode.get(one.episodeId) ?? [], limit))
    const parts = cuts.flatMap((cut) => cut.parts)
    const texts = parts.map(({ text }) => text)
    const places = texts.length === 0 ? [] : await matchTexts(client, query, texts)
    for (const place of places.toSorted((a, b) => b - a)) {
      const part = parts[place] as NewPart
      found.set(part.episodeId, part)
    }
    pending = cuts.flatMap(({ rest }) => (rest && !found.has(rest.episodeId) ? [rest] : []))
  }
  return { parts: [...found.values()], isWhole: pending.length === 0 }
}
