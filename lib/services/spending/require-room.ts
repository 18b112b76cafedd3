import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { decideSpending, type LaunchCost } from "@/lib/domain/pricing/launch-cost"
import { getSpending } from "@/lib/services/spending/get"

/** @throws AppError CONFLICT where the high end does not fit into what the month has left. */
export async function requireRoom(
  ctx: Context,
  cost: Pick<LaunchCost, "highUsd" | "unknown">,
): Promise<void> {
  const { monthlyCapUsd, spentUsd, reservedUsd } = await getSpending(ctx)
  const decision = decideSpending(cost, { monthlyCapUsd, confirmAboveUsd: null }, spentUsd + reservedUsd)
  if (decision.kind === "refused") throw new AppError("CONFLICT", decision.reason)
}
