import { z } from "zod"
import { idSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"

/** In the order in which one comes of the other. */
export const LINEAGE_KINDS = [
  "teacher",
  "run",
  "labels",
  "recipe",
  "dataset",
  "fineTune",
  "model",
  "evaluation",
] as const

export type LineageKind = (typeof LINEAGE_KINDS)[number]

const nodeSchema = z.object({
  /** Unique within the graph. */
  key: z.string(),
  kind: z.enum(LINEAGE_KINDS),
  title: z.string(),
  detail: z.string(),
  /** What it is about; a model belongs to no experiment, labels to their dataset. */
  experimentId: idSchema.nullable(),
  id: idSchema,
  /** The pipeline that a fine-tune is a stage of. */
  pipelineId: idSchema.nullable(),
  isFocus: z.boolean(),
})

export type LineageNode = z.infer<typeof nodeSchema>

export const lineageSchema = z.object({
  nodes: z.array(nodeSchema),
  /** From what to what came of it, by key. */
  edges: z.array(z.object({ from: z.string(), to: z.string() })),
  /** Whether more came of it than is shown. */
  isPartial: z.boolean(),
})

export type Lineage = z.infer<typeof lineageSchema>

export const getLineage = defineRoute({
  id: "lineage.get",
  method: "GET",
  path: "/api/v1/lineage/{kind}/{id}",
  summary: "Where a run, dataset or model comes from, and what came of it",
  tag: "Datasets",
  permission: "workspace.read",
  input: z.object({ kind: z.enum(["run", "dataset", "model"]), id: idSchema }),
  output: lineageSchema,
})

export type LineageFocus = z.infer<(typeof getLineage)["input"]>
