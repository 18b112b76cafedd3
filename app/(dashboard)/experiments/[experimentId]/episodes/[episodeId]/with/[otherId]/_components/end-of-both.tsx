import { explainOutcome } from "@/components/episode/explain-outcome"
import { showHidden } from "@/components/transcript/visible-text"
import type { EpisodeDetail } from "@/lib/contracts/episodes"
import type { ExperimentRecord } from "@/lib/contracts/experiments"

interface EndOfBothProps {
  of: readonly [EpisodeDetail | undefined, EpisodeDetail | undefined]
  successRule: ExperimentRecord["successRule"]
}

/** How each ended, and why. */
export function EndOfBoth({ of: [left, right], successRule }: EndOfBothProps) {
  if (!left || !right) return null
  return (
    <footer className="grid shrink-0 grid-cols-2 border-kumo-hairline border-t text-note">
      {[left, right].map((episode) => (
        <p
          key={episode.id}
          className={`max-h-24 min-w-0 overflow-y-auto px-3 py-2 [overflow-wrap:anywhere] ${episode.success === false ? "text-bad" : "text-kumo-subtle"}`}
        >
          {showHidden(explainOutcome(episode, successRule))}
        </p>
      ))}
    </footer>
  )
}
