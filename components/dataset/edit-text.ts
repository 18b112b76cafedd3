import { formatCountOf } from "@/components/format/count"
import type { DatasetManifest } from "@/lib/contracts/manifest"

/** "12 replies of 5 episodes are not trained on; 2 episodes end with a correction". */
export function describeEdits(edits: NonNullable<DatasetManifest["edits"]>): string {
  const { maskedSteps, maskedEpisodes, correctedEpisodes } = edits
  const parts = [
    ...(maskedSteps > 0
      ? [
          `${formatCountOf(maskedSteps, "reply", "replies")} of ${formatCountOf(maskedEpisodes, "episode")} not trained on`,
        ]
      : []),
    ...(correctedEpisodes > 0
      ? [`${formatCountOf(correctedEpisodes, "episode")} ending with a correction`]
      : []),
  ]
  return parts.length > 0 ? parts.join("; ") : "No step is masked or corrected."
}
