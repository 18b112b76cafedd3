import type { StoredLabel } from "@/lib/db/label.sql"
import type { VerifiedEpisode } from "@/lib/db/verify.sql"
import { currentLabel, humanAgreement, type Verdict, verdictToNumber } from "@/lib/domain/label"
import type { Difference } from "@/lib/services/store/difference"

/** The current verdict beside an episode against its history; one difference a column. */
export function compareLabels(episode: VerifiedEpisode, history: readonly StoredLabel[]): Difference[] {
  const said = history.filter(({ stepIdx }) => stepIdx === null)
  const verdict = currentLabel(said, "verdict")
  const { people, agreement } = humanAgreement(said)
  const columns: [string, unknown, unknown][] = [
    ["label", episode.label, verdict ? verdictToNumber(verdict.value as Verdict) : null],
    ["labelSource", episode.labelSource, verdict?.source ?? null],
    ["humanVerdicts", episode.humanVerdicts, people],
    ["agreement", episode.agreement, agreement],
  ]
  return columns
    .filter(([, stored, computed]) => stored !== computed)
    .map(([name, stored, computed]) => ({
      part: "labels",
      id: episode.id,
      message: `${name} is ${stored} and should be ${computed}`,
    }))
}
