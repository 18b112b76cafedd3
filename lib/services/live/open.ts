import type { z } from "zod"
import type { openEpisode as route } from "@/lib/contracts/live"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { readEpisodeKeys } from "@/lib/db/episode.sql"
import type { Prisma } from "@/lib/db/generated/client"
import { newId } from "@/lib/db/new-id"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { validateEpisodeInput } from "@/lib/importers/validate-episode"
import { requireRun } from "@/lib/services/run/require-run"

type Input = z.output<(typeof route)["input"]>

/** As ingest will read it when it ends, so that nothing can be wrong with it then. */
function requireValid(facts: object): { id?: string; externalId: string } {
  const validation = validateEpisodeInput({ ...facts, messages: [] })
  if (validation.ok) return validation.episode
  throw new AppError("INVALID_INPUT", validation.reason)
}

async function findOpen(
  ctx: Context,
  { experimentId, runId }: Input,
  key: { id?: string; externalId: string },
) {
  const same = [{ runId, externalId: key.externalId }, ...(key.id ? [{ id: key.id }] : [])]
  return ctx.db.prisma.liveEpisode.findFirst({ where: { experimentId, OR: same } })
}

/** @throws AppError NOT_FOUND for the run, INVALID_INPUT naming what no episode may have. */
export async function openEpisode(ctx: Context, input: Input): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "episode.ingest")
  const { experimentId, runId, ...facts } = input
  const run = await requireRun(ctx, experimentId, runId)
  if (run.status === "deleting") throw new AppError("CONFLICT", "This run is being deleted.")
  const { id, externalId } = requireValid(facts)
  const known = { ids: id ? [id] : [], externalIds: [externalId] }
  const [stored] = await readEpisodeKeys(ctx.db, { experimentId, runId }, known)
  if (stored) return { id: stored.id, externalId: stored.externalId, state: "finished", stepCount: 0 }
  const row = { experimentId, id: id ?? newId(), runId, externalId, facts: facts as Prisma.InputJsonObject }
  await ctx.db.prisma.liveEpisode.createMany({ data: [row], skipDuplicates: true })
  const open = await findOpen(ctx, input, { id, externalId })
  if (!open) throw new AppError("CONFLICT", "It was finished just now; open it again.")
  return { id: open.id, externalId: open.externalId, state: "running", stepCount: open.stepCount }
}
