import { EncodedEpisodes } from "@/lib/db/step-rows"
import type { PreparedEpisode } from "@/lib/services/ingest/prepare-episode"

/** Prepared episodes as `writeEpisodes` takes them. */
export function encodeAll(experimentId: string, episodes: readonly PreparedEpisode[]) {
  const encoded = new EncodedEpisodes<PreparedEpisode>(experimentId)
  for (const episode of episodes) encoded.add(episode)
  return encoded.take()
}
