import { z } from "zod"
import { idSchema, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { SPLITS } from "@/lib/domain/episode"

export const VERIFY_PARTS = ["contents", "hash", "exports", "labels", "selection", "certificate"] as const

const changeSchema = z.object({
  episodeId: idSchema,
  /** The message differs, the episode is gone, the rules would take it now, or would not take it any more. */
  what: z.enum(["content", "gone", "enters", "leaves"]),
})

/**
 * `same`: comes out as it did. `changed`: what it was made of has moved on since; the dataset has not. `broken`: the dataset
 * is no longer what it was. `none`: there is nothing to compare.
 */
export const verificationSchema = z.object({
  /** Nothing is broken. */
  ok: z.boolean(),
  checks: z.array(
    z.object({
      part: z.enum(VERIFY_PARTS),
      status: z.enum(["same", "changed", "broken", "none"]),
      message: z.string(),
    }),
  ),
  /** The first 100 episodes that differ, and how many there are. */
  changes: z.object({ count: z.int(), first: z.array(changeSchema) }),
  /** Every file that was downloaded whole, made again. */
  exports: z.array(
    z.object({
      format: z.string(),
      split: z.enum(SPLITS),
      options: z.record(z.string(), z.unknown()),
      sha256: z.string(),
      /** Of the file made now; null when it cannot be made any more. */
      now: z.string().nullable(),
      byteCount: z.int(),
      product: z.string(),
      createdAt: timestampSchema,
    }),
  ),
})

export type Verification = z.infer<typeof verificationSchema>

export const verifyDataset = defineRoute({
  id: "datasets.verify",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/datasets/{datasetId}/verify",
  summary: "Make a dataset and its exports again from what is stored, and say what differs",
  tag: "Datasets",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema, datasetId: idSchema }),
  output: verificationSchema,
})

/** Why an episode is not in a dataset: a rule of its recipe, or another reason. */
const absenceSchema = z.object({
  reason: z.enum(["rule", "heldOut", "leaking", "notInRuns"]),
  /** Position and rule, for `rule`. */
  rule: z.int().nullable(),
})

const differenceSchema = z.object({
  episodeId: idSchema,
  taskKey: z.string(),
  taskTitle: z.string().nullable(),
  runName: z.string(),
  /** In the second only, in the first only, or in both on other sides. */
  change: z.enum(["entered", "left", "moved"]),
  /** Why it is not in the other one; null for `moved`. */
  absence: absenceSchema.nullable(),
  from: z.enum(SPLITS).nullable(),
  to: z.enum(SPLITS).nullable(),
})

export type DatasetDifference = z.infer<typeof differenceSchema>

export const diffDatasets = defineRoute({
  id: "datasets.diff",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/datasets/{datasetId}/diff",
  summary: "What entered and left from one dataset to another, by which rule, per task",
  tag: "Datasets",
  permission: "workspace.read",
  input: z.object({
    experimentId: idSchema,
    /** The second: where the change leads to. */
    datasetId: idSchema,
    /** The first. */
    from: idSchema,
  }),
  output: z.object({
    counts: z.object({ same: z.int(), entered: z.int(), left: z.int(), moved: z.int() }),
    /** How many entered or left, by why they are not in the other one. */
    reasons: z.array(
      z.object({ change: z.enum(["entered", "left"]), ...absenceSchema.shape, episodes: z.int() }),
    ),
    /** Tasks whose episodes changed, most changed first; the first 500. */
    tasks: z.array(
      z.object({
        taskKey: z.string(),
        taskTitle: z.string().nullable(),
        before: z.int(),
        after: z.int(),
        entered: z.int(),
        left: z.int(),
        moved: z.int(),
      }),
    ),
    taskCount: z.int(),
    /** The first 500 episodes. */
    episodes: z.array(differenceSchema),
    tokens: z.object({ before: z.int(), after: z.int() }),
  }),
})

export type DatasetDiff = z.infer<(typeof diffDatasets)["output"]>
