import { z } from "zod"
import { idSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"

export const VERIFY_PARTS = ["rollups", "steps", "hashes", "labels", "references", "search"] as const

export type VerifyPart = (typeof VERIFY_PARTS)[number]

/** One line of the answer. `done` comes last; without it the check did not come to its end. */
export const verifyLineSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("experiment"), id: idSchema, name: z.string() }),
  z.object({ type: z.literal("progress"), episodes: z.number().int(), steps: z.number().int() }),
  z.object({
    type: z.literal("difference"),
    part: z.enum(VERIFY_PARTS),
    experimentId: idSchema,
    /** The run or episode that it is about. */
    id: z.string(),
    message: z.string(),
  }),
  z.object({
    type: z.literal("done"),
    episodes: z.number().int(),
    steps: z.number().int(),
    /** Episodes that the search has yet to index; no difference, but work that is still to be done. */
    unindexed: z.number().int(),
    differences: z.record(z.enum(VERIFY_PARTS), z.number().int()),
  }),
])

export type VerifyLine = z.infer<typeof verifyLineSchema>

/** Counts everything that is stored twice again from its source, as of one moment. Long: about three minutes a million episodes. */
export const verifyStore = defineRoute({
  id: "store.verify",
  method: "GET",
  path: "/api/v1/verify",
  summary:
    "Compute roll-ups, step counts, content hashes and current labels again and list every difference, as NDJSON",
  tag: "System",
  permission: "workspace.manage",
  input: z.object({ experimentId: idSchema.optional() }),
  output: z.string(),
  streams: "application/x-ndjson",
})
