import { z } from "zod"
import { episodeInputSchema, episodeMessageSchema } from "@/lib/contracts/episode-input"
import { idSchema, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"

/** The input of an episode before it is checked as a whole. */
const fields = (episodeInputSchema.in as z.ZodObject<never>).shape as Record<string, z.ZodType>

function pickFields<const Name extends string>(...names: Name[]): Record<Name, z.ZodType> {
  return Object.fromEntries(names.map((name) => [name, fields[name]])) as Record<Name, z.ZodType>
}

/** What is known of an episode when it begins. */
export const liveFactsSchema = z.object(
  pickFields(
    ...(["id", "externalId", "taskKey", "taskTitle", "taskGroup", "taskSplit", "taskData"] as const),
    ...(["trial", "tags", "startedAt", "seed", "tools"] as const),
  ),
)

/** And what is known when it ends. */
export const liveOutcomeSchema = z.object(
  pickFields(
    ...(["score", "success", "stopReason", "stopDetail", "metrics", "costUsd"] as const),
    ...(["environmentCostUsd", "latencyMs", "detail"] as const),
  ),
)

export const liveEpisodeSchema = z.object({
  experimentId: idSchema,
  id: idSchema,
  runId: idSchema,
  externalId: z.string(),
  taskKey: z.string(),
  stepCount: z.int(),
  openedAt: timestampSchema,
  /** The last sign of life. */
  touchedAt: timestampSchema,
})

export type LiveEpisodeRecord = z.infer<typeof liveEpisodeSchema>

const livePath = z.object({ experimentId: idSchema, episodeId: idSchema })

/** `running` takes steps; `finished` is an episode like any other. */
const stateSchema = z.object({
  id: idSchema,
  externalId: z.string(),
  state: z.enum(["running", "finished"]),
  stepCount: z.int(),
})

export const openEpisode = defineRoute({
  id: "live.open",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/runs/{runId}/live",
  summary: "Open an episode that is going on; opening it again answers how far it is",
  tag: "Live episodes",
  permission: "episode.ingest",
  input: liveFactsSchema.extend({ experimentId: idSchema, runId: idSchema }),
  output: stateSchema,
})

export const appendSteps = defineRoute({
  id: "live.append",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/live/{episodeId}/steps",
  summary:
    "Append steps by their place; those that are there already must be the same and are not added again",
  tag: "Live episodes",
  permission: "episode.ingest",
  input: livePath.extend({
    /** The place of the first message; at most the number of steps there are. */
    from: z.int().min(0),
    messages: z.array(episodeMessageSchema).max(1000),
  }),
  output: z.object({ stepCount: z.int() }),
})

export const finishEpisode = defineRoute({
  id: "live.finish",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/live/{episodeId}/finish",
  summary: "Finish an episode with its outcome: from now on it is counted, curated and compared",
  tag: "Live episodes",
  permission: "episode.ingest",
  input: livePath.extend(liveOutcomeSchema.shape),
  output: stateSchema,
})

export const listLiveEpisodes = defineRoute({
  id: "live.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/live",
  summary: "Episodes that are going on, those that moved last first; at most 100 are listed",
  tag: "Live episodes",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema, runId: idSchema.optional() }),
  output: z.object({ items: z.array(liveEpisodeSchema), count: z.int() }),
})

export const getLiveEpisode = defineRoute({
  id: "live.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/live/{episodeId}",
  summary: "An episode that is going on, with its steps from a place on; at most 200 at a time",
  tag: "Live episodes",
  permission: "workspace.read",
  input: livePath.extend({ from: z.coerce.number().int().min(0).default(0) }),
  output: liveEpisodeSchema.extend({
    steps: z.array(z.object({ idx: z.int(), message: episodeMessageSchema })),
  }),
})
