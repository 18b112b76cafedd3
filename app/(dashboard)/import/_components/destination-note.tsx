import { formatCountOf } from "@/components/format/count"
import type { Destination } from "./use-destination"

export interface DestinationNoteProps {
  destination: Destination
  episodeCount: number
}

/** Says what the names amount to before anything is written. */
export function DestinationNote({ destination: { meaning }, episodeCount }: DestinationNoteProps) {
  if (!meaning) return null
  const episodes = formatCountOf(episodeCount, "episode")
  return (
    <p className="text-kumo-subtle text-note">
      {meaning.run
        ? `This run has ${formatCountOf(meaning.run.statistics.n, "episode")} already; only those it lacks are added. Give the run another name to keep them apart.`
        : `Creates ${meaning.experiment === "new" ? "a new experiment with one run" : "one run"} of ${episodes}.`}
    </p>
  )
}
