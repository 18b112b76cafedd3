import { z } from "zod"
import type { LiveEpisodeRecord } from "@/lib/contracts/live"
import type { LiveEpisode } from "@/lib/db/generated/client"

const facts = z.object({ taskKey: z.string() })

export function presentLive(row: LiveEpisode): LiveEpisodeRecord {
  const { experimentId, id, runId, externalId, stepCount } = row
  const { taskKey } = facts.parse(row.facts)
  const times = { openedAt: row.openedAt.toISOString(), touchedAt: row.touchedAt.toISOString() }
  return { experimentId, id, runId, externalId, taskKey, stepCount, ...times }
}
