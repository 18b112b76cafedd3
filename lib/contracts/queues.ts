import { z } from "zod"
import { episodeFilterSchema } from "@/lib/contracts/episode-filter"
import { labelKeySchema, labelNameSchema, labelValueSchema } from "@/lib/contracts/labels"
import { emptySchema, flagSchema, idSchema, pageInput, pageOf, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { VERDICTS } from "@/lib/domain/label"

const verdictSchema = z.enum(VERDICTS)

/** Items that one queue may hold. */
export const QUEUE_LIMIT = 10_000

const sourceSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("filter"),
    filter: episodeFilterSchema.default({}),
    /** As many, at random, of the episodes that match; every one when null. */
    count: z.int().min(1).max(QUEUE_LIMIT).nullable().default(null),
  }),
  /** The episodes of a draw that have no human's verdict, in its order. */
  z.object({ kind: z.literal("draw"), drawId: idSchema }),
])

const countsSchema = z.object({
  items: z.int(),
  /** Reviews that the queue asks for, and those it has. */
  reviews: z.int(),
  submitted: z.int(),
  /** Handed out and neither submitted nor skipped yet. */
  held: z.int(),
})

const mineSchema = z.object({ submitted: z.int(), skipped: z.int() })

export const queueSchema = z.object({
  experimentId: idSchema,
  id: idSchema,
  name: z.string(),
  blind: z.boolean(),
  reviewsPerItem: z.int(),
  holdSeconds: z.int(),
  assigneeIds: z.array(idSchema),
  /** Whether the caller is among those it is assigned to, or it is for everyone. */
  mayReview: z.boolean(),
  createdAt: timestampSchema,
  closedAt: timestampSchema.nullable(),
  counts: countsSchema,
  mine: mineSchema,
})

export type QueueRecord = z.infer<typeof queueSchema>

const personSchema = z.object({
  userId: idSchema,
  name: z.string(),
  submitted: z.int(),
  skipped: z.int(),
  /** From being handed an item to submitting it. */
  medianMs: z.number().nullable(),
  /** Check items answered, and answered as known. Null for those who may not see it before the queue closes. */
  gold: z.object({ answered: z.int(), right: z.int() }).nullable(),
})

export type QueuePerson = z.infer<typeof personSchema>

export const queueDetailSchema = queueSchema.extend({
  experimentName: z.string(),
  environment: z.string().nullable(),
  people: z.array(personSchema),
  /** Items whose reviews disagree and that nobody has decided; null for those who may not decide. */
  disagreed: z.int().nullable(),
})

export type QueueDetail = z.infer<typeof queueDetailSchema>

/** What a reviewer is told about an item: nothing that could sway the judgement of a blind one. */
const heldItemSchema = z.object({
  pos: z.int(),
  episodeId: idSchema,
  task: z.object({ key: z.string(), question: z.string().nullable() }),
  stepCount: z.int(),
  expiresAt: timestampSchema,
  /** Null in a blind queue. */
  outcome: z
    .object({
      runName: z.string(),
      modelName: z.string(),
      score: z.number().nullable(),
      success: z.boolean().nullable(),
    })
    .nullable(),
})

export type HeldItem = z.infer<typeof heldItemSchema>

const handSchema = z.object({
  /** Held for the caller, in the order of the queue. */
  items: z.array(heldItemSchema),
  counts: countsSchema,
  mine: mineSchema,
})

/** What the caller holds and how far the queue is. Without items and with reviews missing, others hold what is left. */
export type Hand = z.infer<typeof handSchema>

const queuePath = z.object({ experimentId: idSchema, queueId: idSchema })

const itemPath = queuePath.extend({ pos: z.coerce.number().int().min(0) })

const nameSchema = z.string().trim().min(1, "A name is needed.").max(200)

/** How many items the caller wants to hold: the one at hand and those fetched ahead. */
const handSize = z.int().min(1).max(5).default(1)

export const listQueues = defineRoute({
  id: "queues.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/queues",
  summary: "List review queues, newest first",
  tag: "Queues",
  permission: "workspace.read",
  input: pageInput.extend({
    experimentId: idSchema,
    /** Only open ones that the caller may review. */
    mine: flagSchema,
  }),
  output: pageOf(queueSchema),
})

export const createQueue = defineRoute({
  id: "queues.create",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/queues",
  summary: "Make a review queue of the episodes of a filter or draw, with check items among them",
  tag: "Queues",
  permission: "queue.manage",
  input: z.object({
    experimentId: idSchema,
    name: nameSchema,
    source: sourceSchema,
    reviewsPerItem: z.int().min(1).max(10).default(1),
    blind: z.boolean().default(true),
    holdSeconds: z.int().min(10).max(86_400).default(600),
    /** Who may review; everyone who may label when empty. */
    assigneeIds: z.array(idSchema).max(200).default([]),
    /** Episodes with a human's verdict to mix in: whoever answers otherwise is off. Their reviews are no labels. */
    checkItems: z.int().min(0).max(500).default(0),
  }),
  output: queueSchema,
  status: 201,
})

export const getQueue = defineRoute({
  id: "queues.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/queues/{queueId}",
  summary: "Get a review queue with the progress of everyone in it",
  tag: "Queues",
  permission: "workspace.read",
  input: queuePath,
  output: queueDetailSchema,
})

export const updateQueue = defineRoute({
  id: "queues.update",
  method: "PATCH",
  path: "/api/v1/experiments/{experimentId}/queues/{queueId}",
  summary: "Rename, assign, close or reopen a review queue",
  tag: "Queues",
  permission: "queue.manage",
  input: queuePath.extend({
    name: nameSchema.optional(),
    assigneeIds: z.array(idSchema).max(200).optional(),
    closed: z.boolean().optional(),
  }),
  output: queueSchema,
})

export const deleteQueue = defineRoute({
  id: "queues.delete",
  method: "DELETE",
  path: "/api/v1/experiments/{experimentId}/queues/{queueId}",
  summary: "Delete a review queue; the labels it gave stay",
  tag: "Queues",
  permission: "queue.manage",
  input: queuePath,
  output: emptySchema,
})

export const claimItems = defineRoute({
  id: "queues.claim",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/queues/{queueId}/claims",
  summary: "Hold the next items; what the caller holds already comes first and is held anew",
  tag: "Queues",
  permission: "label.write",
  input: queuePath.extend({ hand: handSize }),
  output: handSchema,
})

export const submitReview = defineRoute({
  id: "queues.submit",
  method: "PUT",
  path: "/api/v1/experiments/{experimentId}/queues/{queueId}/items/{pos}/review",
  summary: "Judge an item and hold the next; sending the same again changes nothing",
  tag: "Queues",
  permission: "label.write",
  input: itemPath.extend({
    verdict: verdictSchema,
    /** What else there is to say: scales, failure reasons, tags, notes, masks and corrections. */
    labels: z
      .array(
        z.object({
          stepIdx: z.int().min(0).nullable().default(null),
          key: labelKeySchema.exclude(["verdict"]),
          name: labelNameSchema.default(""),
          value: labelValueSchema,
        }),
      )
      .max(500)
      .default([]),
    hand: handSize,
  }),
  output: handSchema,
})

export const skipItem = defineRoute({
  id: "queues.skip",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/queues/{queueId}/items/{pos}/skip",
  summary: "Leave an item to others, saying why, and hold the next",
  tag: "Queues",
  permission: "label.write",
  input: itemPath.extend({ reason: z.string().trim().max(500).default(""), hand: handSize }),
  output: handSchema,
})

export const reopenItem = defineRoute({
  id: "queues.reopen",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/queues/{queueId}/items/{pos}/reopen",
  summary: "Take one's own review or skip back and hold the item again",
  tag: "Queues",
  permission: "label.write",
  input: itemPath.extend({ hand: handSize }),
  output: handSchema,
})

const itemSchema = z.object({
  pos: z.int(),
  episodeId: idSchema,
  task: z.object({ key: z.string(), question: z.string().nullable() }),
  gold: verdictSchema.nullable(),
  decided: verdictSchema.nullable(),
  reviews: z.array(
    z.object({
      userId: idSchema,
      name: z.string(),
      state: z.enum(["held", "submitted", "skipped", "expired"]),
      verdict: verdictSchema.nullable(),
      reason: z.string().nullable(),
    }),
  ),
})

export type QueueItemRecord = z.infer<typeof itemSchema>

export const listQueueItems = defineRoute({
  id: "queues.items",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/queues/{queueId}/items",
  summary: "List the items of a queue with their reviews, in its order",
  tag: "Queues",
  permission: "queue.manage",
  input: queuePath.extend({
    /** Items whose reviews disagree and that nobody has decided; items that somebody skipped. */
    state: z.enum(["all", "disagreed", "skipped"]).default("all"),
    after: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(itemSchema), nextAfter: z.int().nullable() }),
})

export const decideItem = defineRoute({
  id: "queues.decide",
  method: "PUT",
  path: "/api/v1/experiments/{experimentId}/queues/{queueId}/items/{pos}/verdict",
  summary: "Decide about an item whose reviews disagree: an adjudicated label; null takes it back",
  tag: "Queues",
  permission: "queue.manage",
  input: itemPath.extend({ verdict: verdictSchema.nullable() }),
  output: emptySchema,
})
