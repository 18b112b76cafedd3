import type { Database } from "@/lib/db/client"
import type { Price as PriceRow } from "@/lib/db/generated/client"
import type { Price } from "@/lib/domain/pricing/price"

export function toPrice(row: PriceRow): Price {
  return {
    inputUsdPerMTok: row.inputUsdPerMTok,
    cachedUsdPerMTok: row.cachedUsdPerMTok,
    outputUsdPerMTok: row.outputUsdPerMTok,
    source: row.source,
    sourceDate: row.sourceDate.toISOString().slice(0, 10),
    notional: row.notional,
  }
}

/** The latest price of a model; null when none is known. */
export async function readCurrentPrice(db: Database, modelId: string): Promise<Price | null> {
  const row = await db.prisma.price.findFirst({
    where: { modelId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  })
  return row ? toPrice(row) : null
}
