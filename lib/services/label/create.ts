import type { z } from "zod"
import type { createLabels as route } from "@/lib/contracts/labels"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { withTransaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { appendLabels } from "@/lib/services/label/append"
import { findHidden } from "@/lib/services/queue/hidden-episodes"

/**
 * Labels one or many episodes, or one step, in one transaction.
 * @throws AppError NOT_FOUND for an episode or step that is not there, INVALID_INPUT for a value the key does not take.
 */
export async function createLabels(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "label.write")
  const hidden = await findHidden(ctx, input.experimentId, input.episodeIds)
  if (hidden.size > 0) {
    throw new AppError("FORBIDDEN", "A queue asks you to judge this episode blind: answer there.")
  }
  return withTransaction(ctx.db, (client) => appendLabels(ctx, client, input))
}
