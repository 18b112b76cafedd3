import type { EpisodeVerdict, StoredLabel } from "@/lib/db/label.sql"
import { currentLabel, humanAgreement, type Verdict, verdictToNumber } from "@/lib/domain/label"

/** What stands beside an episode, by its whole history: the current verdict, and how far people agree. */
export function standingVerdict(
  episodeId: string,
  history: readonly StoredLabel[],
): EpisodeVerdict & { verdict: Verdict | null } {
  const ofEpisode = history.filter(({ stepIdx }) => stepIdx === null)
  const current = currentLabel(ofEpisode, "verdict")
  const verdict = (current?.value ?? null) as Verdict | null
  return {
    episodeId,
    verdict,
    label: verdict === null ? null : verdictToNumber(verdict),
    source: current?.source ?? null,
    ...humanAgreement(ofEpisode),
  }
}
