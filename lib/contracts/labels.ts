import { z } from "zod"
import { episodeFilterSchema, episodeSortSchema } from "@/lib/contracts/episode-filter"
import { idSchema, pageInput, pageOf, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { LABEL_KEYS, LABEL_SOURCES, VERDICTS } from "@/lib/domain/label"

export const labelKeySchema = z.enum(LABEL_KEYS)

/** Which scale, failure reason or tag a label is about; empty for verdict, mask, correction and note, which have one value. */
export const labelNameSchema = z.string().trim().max(100)

/** By key: verdict good / bad / unsure; scale a number; choice and tag true; correction, note a text; mask yes or no. Null takes back. */
export const labelValueSchema = z.union([z.string().max(20_000), z.number(), z.boolean()]).nullable()

export const currentLabelSchema = z.object({
  stepIdx: z.number().int().nullable(),
  key: labelKeySchema,
  name: z.string(),
  value: labelValueSchema,
  source: z.enum(LABEL_SOURCES),
  authorName: z.string().nullable(),
  createdAt: timestampSchema,
})

export type CurrentLabel = z.infer<typeof currentLabelSchema>

export const labelSchema = currentLabelSchema.extend({
  experimentId: idSchema,
  id: idSchema,
  episodeId: idSchema,
  /** A person, or the run of a judge. */
  authorId: idSchema.nullable(),
  adjudicated: z.boolean(),
  /** False while its judge is not allowed to count. */
  admitted: z.boolean(),
  /** Of a judge's verdict. */
  reason: z.string().nullable(),
})

export type LabelRecord = z.infer<typeof labelSchema>

/** Labels one or many episodes at once; `previous` is what this author had said, which is what an undo posts again. */
export const createLabels = defineRoute({
  id: "labels.create",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/labels",
  summary: "Label episodes or one step; a null value takes the author's own label back",
  tag: "Labels",
  permission: "label.write",
  input: z
    .object({
      experimentId: idSchema,
      episodeIds: z.array(idSchema).min(1).max(500),
      stepIdx: z.number().int().min(0).nullable().default(null),
      key: labelKeySchema,
      name: labelNameSchema.optional(),
      value: labelValueSchema,
    })
    .refine((label) => label.stepIdx === null || label.episodeIds.length === 1, {
      path: ["stepIdx"],
      message: "A step label names exactly one episode.",
    }),
  output: z.object({
    items: z.array(
      z.object({
        episodeId: idSchema,
        labelId: idSchema,
        previous: labelValueSchema,
        /** The current verdict of the episode after this label. */
        label: z.enum(VERDICTS).nullable(),
        labelSource: z.enum(LABEL_SOURCES).nullable(),
      }),
    ),
  }),
  status: 201,
})

export const listLabels = defineRoute({
  id: "labels.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/labels",
  summary: "List labels, newest first: the history of one episode or of the experiment",
  tag: "Labels",
  permission: "workspace.read",
  input: pageInput.extend({
    experimentId: idSchema,
    episodeId: idSchema.optional(),
    stepIdx: z.coerce.number().int().min(0).optional(),
  }),
  output: pageOf(labelSchema),
})

export const getNextUnlabelled = defineRoute({
  id: "labels.next",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/labels/next",
  summary: "The next unlabelled episode of a filter or of a draw, after a given one in its order",
  tag: "Labels",
  permission: "workspace.read",
  input: episodeFilterSchema.omit({ label: true }).extend({
    ...episodeSortSchema.shape,
    experimentId: idSchema,
    after: idSchema.optional(),
    /** A draw of episodes to label: its order then, and its episodes without a human's verdict; the filter is not read. */
    draw: idSchema.optional(),
  }),
  output: z.object({
    episodeId: idSchema.nullable(),
    /** Unlabelled episodes of the filter or draw, wherever they stand; null beyond 10,000. */
    remaining: z.number().int().nullable(),
    total: z.number().int().nullable(),
  }),
})
