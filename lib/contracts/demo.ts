import { z } from "zod"
import { idSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"

/** How far the demo is. `experimentId` is null when there is none. */
export const getDemo = defineRoute({
  id: "demo.get",
  method: "GET",
  path: "/api/v1/demo",
  summary: "Get how far the demo experiment is",
  tag: "Experiments",
  permission: "workspace.read",
  input: z.object({}),
  output: z.object({
    experimentId: idSchema.nullable(),
    /** Whether it is still being produced. */
    making: z.boolean(),
    students: z.object({ planned: z.int(), done: z.int() }),
  }),
})

export const deleteDemo = defineRoute({
  id: "demo.delete",
  method: "DELETE",
  path: "/api/v1/demo",
  summary: "Delete the demo experiments with their models",
  tag: "Experiments",
  permission: "experiment.write",
  input: z.object({}),
  output: z.object({ deleted: z.int() }),
})

export const listPublishedFigures = defineRoute({
  id: "figures.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/figures",
  summary: "List the figures that others published, with their source and grade",
  tag: "Experiments",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema }),
  output: z.object({
    items: z.array(
      z.object({
        id: idSchema,
        task: z.string(),
        model: z.string(),
        metric: z.string(),
        value: z.number(),
        unit: z.string(),
        grade: z.string(),
        source: z.string(),
        sourceUrl: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
  }),
})
