import { z } from "zod"
import { messageSchema, toolDefinitionSchema } from "@/lib/contracts/message"
import { SPLITS, STOP_REASONS } from "@/lib/domain/episode"

/** What one record may hold; beyond it the record is rejected, never cut. */
export const EPISODE_LIMITS = {
  messages: 100_000,
  tools: 1000,
  toolCallsPerMessage: 1000,
  metrics: 200,
  tags: 100,
  /** Levels of nesting of the record's JSON. */
  depth: 100,
} as const

const LARGEST_INT4 = 2_147_483_647

const keySchema = z.string().trim().min(1).max(500)
const costSchema = z.number().min(0).max(1_000_000)
const tokenCountSchema = z.number().int().min(0).max(LARGEST_INT4)
const durationMsSchema = z.number().min(0).max(LARGEST_INT4)

/** What may be known of one message beside its text. Tokens are what the provider billed; null is unknown, never zero. */
const messageFacts = {
  usage: z
    .object({
      /** All input tokens, those read from a cache included. */
      inputTokens: tokenCountSchema.nullable().default(null),
      cachedTokens: tokenCountSchema.nullable().default(null),
      outputTokens: tokenCountSchema.nullable().default(null),
    })
    .optional(),
  latencyMs: durationMsSchema.nullish(),
  firstTokenMs: durationMsSchema.nullish(),
  costUsd: costSchema.nullish(),
  reward: z.number().nullish(),
  /** A tool result that reports a failure, or a reply that could not be used. */
  error: z.boolean().optional(),
}

/** The facts alone, for messages whose text was checked otherwise. */
export const messageFactsSchema = z.object(messageFacts)

const [systemMessage, userMessage, assistantMessage, toolMessage] = messageSchema.options

export const episodeMessageSchema = z.discriminatedUnion("role", [
  systemMessage.extend(messageFacts),
  userMessage.extend(messageFacts),
  assistantMessage.extend(messageFacts),
  toolMessage.extend(messageFacts),
])

export type EpisodeMessage = z.output<typeof episodeMessageSchema>

/**
 * The one shape in which episodes come in: importers produce it, `POST .../episodes` takes it. Costs are USD, durations
 * milliseconds, `score` is the experiment's primary metric in its own unit. Only `taskKey`, `messages` and one of `id` and
 * `externalId` are needed.
 */
export const episodeInputSchema = z
  .object({
    id: z.uuid().optional(),
    /** Unique within the run; sending it again adds nothing. */
    externalId: keySchema.optional(),
    taskKey: keySchema,
    taskTitle: z.string().max(2000).optional(),
    taskGroup: keySchema.optional(),
    taskSplit: z.enum(SPLITS).optional(),
    taskData: z.record(z.string(), z.unknown()).optional(),
    trial: z.number().int().min(0).max(1_000_000).default(0),
    score: z.number().nullable().default(null),
    /** What the source says; an experiment's success rule may overrule it. */
    success: z.boolean().nullable().default(null),
    stopReason: z.enum(STOP_REASONS).default("unknown"),
    stopDetail: z.string().max(2000).optional(),
    metrics: z
      .record(z.string().min(1).max(200), z.number())
      .refine((metrics) => Object.keys(metrics).length <= EPISODE_LIMITS.metrics, {
        message: `at most ${EPISODE_LIMITS.metrics} metrics`,
      })
      .default({}),
    tags: z.array(z.string().trim().min(1).max(200)).max(EPISODE_LIMITS.tags).optional(),
    /** What the agent cost, without the environment. */
    costUsd: costSchema.nullable().default(null),
    environmentCostUsd: costSchema.nullable().default(null),
    latencyMs: durationMsSchema.nullable().default(null),
    startedAt: z.iso.datetime({ offset: true }).nullable().default(null),
    seed: z.number().int().optional(),
    tools: z.array(toolDefinitionSchema).max(EPISODE_LIMITS.tools).optional(),
    /** The source's own account of the outcome, kept for reading. */
    detail: z.record(z.string(), z.unknown()).optional(),
    messages: z.array(episodeMessageSchema).max(EPISODE_LIMITS.messages),
  })
  .transform((episode, context) => {
    const externalId = episode.externalId ?? episode.id
    if (externalId !== undefined) return { ...episode, externalId }
    context.addIssue({ code: "custom", path: ["externalId"], message: "an id or an externalId is needed" })
    return z.NEVER
  })

export type EpisodeInput = z.output<typeof episodeInputSchema>

/** Something that was mended because its meaning was certain; `note` is a sentence, `count` how often it was done. */
export interface Repair {
  code:
    | "tool_call_ids"
    | "python_arguments"
    | "empty_arguments"
    | "object_arguments"
    | "legacy_function_call"
    | "content_text"
    | "unsafe_characters"
  count: number
  note: string
}
