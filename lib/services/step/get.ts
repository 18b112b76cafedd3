import type { z } from "zod"
import type { getStep as route, StepRecord } from "@/lib/contracts/steps"
import type { Context } from "@/lib/db/context"
import { readSteps } from "@/lib/db/step.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { findHidden } from "@/lib/services/queue/hidden-episodes"
import { presentStep, withoutTraces } from "@/lib/services/step/present-step"

/** One step, whole. @throws AppError NOT_FOUND */
export async function getStep(ctx: Context, input: z.output<(typeof route)["input"]>): Promise<StepRecord> {
  requirePermission(ctx.actor, "workspace.read")
  const [row] = await readSteps(ctx.db, input, input.idx, input.idx + 1)
  if (!row) throw new AppError("NOT_FOUND", "There is no such step in this episode.")
  const step = presentStep(row, Number.POSITIVE_INFINITY)
  const hidden = await findHidden(ctx, input.experimentId, [input.episodeId])
  return hidden.size > 0 ? withoutTraces(step) : step
}
