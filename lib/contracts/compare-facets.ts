import { z } from "zod"
import { comparisonSchema, getComparison } from "@/lib/contracts/compare"
import { defineRoute } from "@/lib/contracts/route"

/** One run on the tasks of one facet, as in the comparison. */
const facetRunSchema = comparisonSchema.shape.runs.element

export const FACET_KINDS = ["split", "family"] as const

export const listComparedFacets = defineRoute({
  id: "compare.facets",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/compare/facets",
  summary: "Compare runs on the tasks of each split, or of each task family, apart",
  tag: "Compare",
  permission: "workspace.read",
  input: getComparison.input.omit({ against: true, margin: true, split: true, group: true }).extend({
    by: z.enum(FACET_KINDS).default("split"),
  }),
  output: z.object({
    /** Splits in their order, families by their number of tasks, the largest first; at most twelve. */
    facets: z.array(
      z.object({
        /** Null for tasks that name none. */
        name: z.string().nullable(),
        tasks: z.number().int(),
        runs: z.array(facetRunSchema),
      }),
    ),
    /** How many there are in all. */
    count: z.number().int(),
  }),
})
