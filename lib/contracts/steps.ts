import { z } from "zod"
import { idSchema } from "@/lib/contracts/list"
import { messageSchema, toolDefinitionSchema } from "@/lib/contracts/message"
import { defineRoute } from "@/lib/contracts/route"

/** Characters of one text field that a page of steps carries; the rest comes from the route of the single step. */
export const STEP_TEXT_LIMIT = 20_000

export const stepSchema = z.object({
  idx: z.number().int(),
  message: messageSchema,
  /** Characters left out of the message's texts; 0 when it is whole. */
  omittedChars: z.number().int(),
  contentTokens: z.number().int(),
  inputTokens: z.number().int().nullable(),
  cachedTokens: z.number().int().nullable(),
  outputTokens: z.number().int().nullable(),
  latencyMs: z.number().nullable(),
  firstTokenMs: z.number().nullable(),
  costUsd: z.number().nullable(),
  reward: z.number().nullable(),
  isError: z.boolean(),
  /** System prompts are stored once: equal ids are equal texts. */
  promptId: idSchema.nullable(),
})

export type StepRecord = z.infer<typeof stepSchema>

const episodePath = z.object({ experimentId: idSchema, episodeId: idSchema })

export const listSteps = defineRoute({
  id: "steps.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/episodes/{episodeId}/steps",
  summary: "Read a window of the steps of an episode",
  tag: "Episodes",
  permission: "workspace.read",
  input: episodePath.extend({
    from: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({
    items: z.array(stepSchema),
    total: z.number().int(),
    /** Where the next window starts; null at the end. */
    nextFrom: z.number().int().nullable(),
  }),
})

export const getStep = defineRoute({
  id: "steps.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/episodes/{episodeId}/steps/{idx}",
  summary: "Read one step whole",
  tag: "Episodes",
  permission: "workspace.read",
  input: episodePath.extend({ idx: z.coerce.number().int().min(0) }),
  output: stepSchema,
})

export const getStepText = defineRoute({
  id: "steps.text",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/episodes/{episodeId}/steps/{idx}/text",
  summary: "Read a range of a long text of one step",
  tag: "Episodes",
  permission: "workspace.read",
  input: episodePath.extend({
    idx: z.coerce.number().int().min(0),
    field: z.enum(["content", "reasoning"]).default("content"),
    from: z.coerce.number().int().min(0).default(0),
    length: z.coerce.number().int().min(2).max(1_000_000).default(100_000),
  }),
  output: z.object({
    text: z.string(),
    /** Length of the whole text, in UTF-16 code units as `from` is. */
    total: z.number().int(),
    /** Where the next range starts; null at the end. */
    nextFrom: z.number().int().nullable(),
  }),
})

/** Small enough for every step of the longest episode: what the minimap and the step list draw. */
export const getOutline = defineRoute({
  id: "steps.outline",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/episodes/{episodeId}/outline",
  summary: "All steps of an episode without their texts",
  tag: "Episodes",
  permission: "workspace.read",
  input: episodePath,
  /** By column: `lib/domain/outline-columns` makes steps of it. */
  output: z.object({
    roles: z.string(),
    tools: z.array(z.string()),
    toolNos: z.array(z.number()),
    contentTokens: z.array(z.number()),
    latencyMs: z.array(z.tuple([z.number(), z.number()])),
    costUsd: z.array(z.tuple([z.number(), z.number()])),
    errors: z.array(z.number()),
    rewards: z.array(z.tuple([z.number(), z.number()])),
  }),
})

export const findInSteps = defineRoute({
  id: "steps.find",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/episodes/{episodeId}/find",
  summary: "Find a text in what the steps of an episode say, in any case",
  tag: "Episodes",
  permission: "workspace.read",
  input: episodePath.extend({ text: z.string().min(1).max(200) }),
  output: z.object({
    /** Steps that hold it, and how often, in order. */
    items: z.array(z.object({ idx: z.number().int(), count: z.number().int() })),
    total: z.number().int(),
  }),
})

export const getEpisodeTools = defineRoute({
  id: "episodes.tools",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/episodes/{episodeId}/tools",
  summary: "The tool definitions an episode was run with",
  tag: "Episodes",
  permission: "workspace.read",
  input: episodePath,
  output: z.object({
    tools: z.array(toolDefinitionSchema),
    /** Whether they came with the episode or were supplied for the run; null when there are none. */
    source: z.enum(["episode", "run"]).nullable(),
  }),
})
