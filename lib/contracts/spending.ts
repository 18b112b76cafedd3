import { z } from "zod"
import { defineRoute } from "@/lib/contracts/route"
import { COST_PARTS } from "@/lib/domain/pricing/launch-cost"

/** `lib/domain/pricing/launch-cost` on the wire. */
export const launchCostSchema = z.object({
  parts: z.array(
    z.object({
      name: z.enum(COST_PARTS),
      /** Both null where nobody knows. */
      lowUsd: z.number().nullable(),
      highUsd: z.number().nullable(),
      /** Of what factors it is the product. */
      basis: z.string(),
      source: z.string().nullable(),
      sourceDate: z.iso.date().nullable(),
    }),
  ),
  /** Sums of what is known. */
  lowUsd: z.number(),
  highUsd: z.number(),
  unknown: z.array(z.enum(COST_PARTS)),
})

export const spendingDecisionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("allowed") }),
  z.object({ kind: z.literal("confirm"), reason: z.string() }),
  z.object({ kind: z.literal("refused"), reason: z.string() }),
])

const limit = z.number().min(0).max(1e9).nullable()

export const spendingSchema = z.object({
  /** Of a calendar month (UTC); null has no cap. */
  monthlyCapUsd: limit,
  /** What may cost more has to be confirmed; null asks never. */
  confirmAboveUsd: limit,
  /** First day of the month that is counted. */
  month: z.iso.date(),
  /** Billed or counted this month: training, endpoints, attempts, judges. */
  spentUsd: z.number(),
  /** What distillations under way may still come to. */
  reservedUsd: z.number(),
})

export const getSpending = defineRoute({
  id: "spending.get",
  method: "GET",
  path: "/api/v1/spending",
  summary: "The budget of the workspace, and what of it this month has used",
  tag: "Distill",
  permission: "workspace.read",
  input: z.object({}),
  output: spendingSchema,
})

export const updateSpending = defineRoute({
  id: "spending.update",
  method: "PUT",
  path: "/api/v1/spending",
  summary: "Set the budget of a month, and what has to be confirmed before it is launched",
  tag: "Distill",
  permission: "workspace.manage",
  input: spendingSchema.pick({ monthlyCapUsd: true, confirmAboveUsd: true }),
  output: spendingSchema,
})
