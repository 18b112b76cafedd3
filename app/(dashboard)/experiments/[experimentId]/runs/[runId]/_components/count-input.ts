import type { listEpisodes } from "@/lib/contracts/episodes"
import type { RouteInput } from "@/lib/contracts/route"

type CountFilter = { hasError: true } | { repaired: true }

/** What no roll-up counts: the episodes of a run that a filter leaves, asked for by their number alone. */
export function countInput(
  { experimentId, id }: { experimentId: string; id: string },
  filter: CountFilter,
): RouteInput<typeof listEpisodes> {
  return { experimentId, runId: [id], ...filter, limit: 1 }
}
