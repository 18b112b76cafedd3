import { z } from "zod"
import type { Prisma } from "@/lib/db/generated/client"
import type { SpendingLimits } from "@/lib/domain/pricing/launch-cost"

export const SPENDING_KEY = "spending"

const storedSchema = z.object({
  monthlyCapUsd: z.number().nullable(),
  confirmAboveUsd: z.number().nullable(),
})

export async function readSpendingLimits({
  setting,
}: Pick<Prisma.TransactionClient, "setting">): Promise<SpendingLimits> {
  const row = await setting.findUnique({ where: { key: SPENDING_KEY } })
  return storedSchema.safeParse(row?.value).data ?? { monthlyCapUsd: null, confirmAboveUsd: null }
}
