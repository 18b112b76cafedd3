import type { NewPart, readUnindexedSteps } from "@/lib/db/search.sql"
import type { Message } from "@/lib/domain/message"
import { searchParts } from "@/lib/domain/search-text"

/** Says nothing and so matches nothing; it stands for a system prompt. */
const PROMPT: Message = { role: "system", content: "" }

export type Steps = Awaited<ReturnType<typeof readUnindexedSteps>>

/** The steps of episodes as the parts that are searched one by one, indexed or not. */
export function cutParts(steps: Steps): NewPart[] {
  const byEpisode = Map.groupBy(steps, ({ episodeId }) => episodeId)
  return [...byEpisode].flatMap(([episodeId, own]) => {
    const read = own.map(({ idx, message }) => ({
      idx,
      message: message === null ? PROMPT : (JSON.parse(message) as Message),
    }))
    return searchParts(read).map((part) => ({ ...part, episodeId }))
  })
}
