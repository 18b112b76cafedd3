import { z } from "zod"
import type { Context } from "@/lib/db/context"
import type { SpendingLimits } from "@/lib/domain/pricing/launch-cost"

export const SPENDING_KEY = "spending"

const storedSchema = z.object({
  monthlyCapUsd: z.number().nullable(),
  confirmAboveUsd: z.number().nullable(),
})

export async function readSpendingLimits(ctx: Context): Promise<SpendingLimits> {
  const row = await ctx.db.prisma.setting.findUnique({ where: { key: SPENDING_KEY } })
  return storedSchema.safeParse(row?.value).data ?? { monthlyCapUsd: null, confirmAboveUsd: null }
}
