import type { EpisodeDetail } from "@/lib/contracts/episodes"

export interface Attempt {
  id: string
  runId: string
  runName: string
  trial: number
  success: boolean | null
}

/** Everyone's attempts at the task of an episode. */
export function listAttempts({ attempts }: Pick<EpisodeDetail, "attempts">): Attempt[] {
  return attempts.flatMap(({ run, episodes }) =>
    episodes.map(({ id, trial, success }) => ({ id, runId: run.id, runName: run.name, trial, success })),
  )
}

/** The attempt that tells most beside an episode: one that ended otherwise, by somebody else; null when it is the only one. */
export function findCounterpart(
  episode: Pick<EpisodeDetail, "attempts" | "id" | "success"> & { run: { id: string } },
): Attempt | null {
  const worth = ({ success, runId }: Attempt) =>
    (success === null || episode.success === null || success === episode.success ? 0 : 2) +
    (runId === episode.run.id ? 0 : 1)
  const others = listAttempts(episode).filter(({ id }) => id !== episode.id)
  return others.toSorted((left, right) => worth(right) - worth(left))[0] ?? null
}

export function sideBySideHref(experimentId: string, leftId: string, rightId: string): string {
  return `/experiments/${experimentId}/episodes/${leftId}/with/${rightId}`
}
