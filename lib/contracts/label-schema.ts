import { z } from "zod"
import { episodeFilterSchema } from "@/lib/contracts/episode-filter"
import { labelNameSchema } from "@/lib/contracts/labels"
import { idSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"

const nameSchema = labelNameSchema.min(1, "A name is needed.")

const scaleSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ordinal"), name: nameSchema, levels: z.array(nameSchema).min(2).max(11) }),
  z
    .object({ kind: z.literal("numeric"), name: nameSchema, min: z.number(), max: z.number() })
    .refine(({ min, max }) => min < max, { path: ["max"], message: "The end lies above the start." }),
])

function areDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length
}

/** `lib/domain/label-schema` on the wire. */
export const labelSchemaSchema = z.object({
  choices: z.array(nameSchema).max(30).refine(areDistinct, "Two failure reasons have the same name."),
  scales: z
    .array(scaleSchema)
    .max(10)
    .refine((scales) => areDistinct(scales.map(({ name }) => name)), "Two scales have the same name."),
})

const experimentPath = z.object({ experimentId: idSchema })

export const getLabelSchema = defineRoute({
  id: "labels.schema",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/label-schema",
  summary: "The scales and failure reasons that labels of an experiment use beside the verdict",
  tag: "Labels",
  permission: "workspace.read",
  input: experimentPath,
  output: labelSchemaSchema,
})

export const updateLabelSchema = defineRoute({
  id: "labels.updateSchema",
  method: "PUT",
  path: "/api/v1/experiments/{experimentId}/label-schema",
  summary: "Change the scales and failure reasons; labels that were given stay",
  tag: "Labels",
  permission: "experiment.write",
  input: experimentPath.extend(labelSchemaSchema.shape),
  output: labelSchemaSchema,
})

export const maskErroredCalls = defineRoute({
  id: "labels.maskErrors",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/labels/masks",
  summary: "Mask every assistant step whose tool call errored: do not train on it. Labels of source rule",
  tag: "Labels",
  permission: "experiment.write",
  input: experimentPath.extend({
    filter: episodeFilterSchema.default({}),
    /** Take the rule's masks back instead. */
    undo: z.boolean().default(false),
  }),
  output: z.object({
    /** Steps whose label changed, and in how many episodes. */
    steps: z.int(),
    episodes: z.int(),
  }),
})
