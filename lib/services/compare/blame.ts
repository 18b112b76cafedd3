import type { z } from "zod"
import type { blameData as route } from "@/lib/contracts/divergences"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { readConversations } from "@/lib/db/divergence.sql"
import { readTrainingMembers } from "@/lib/db/training-member.sql"
import { toTurns } from "@/lib/domain/episode-turns"
import { AppError } from "@/lib/domain/errors"
import { findHabit, nameMoves, showsHabit } from "@/lib/domain/habit"
import { requirePermission } from "@/lib/domain/policy"
import { findHidden, requireShown } from "@/lib/services/queue/hidden-episodes"

/** Training episodes that are read, and how many at a time. */
const MOST_READ = 2000
const BATCH = 50
const EXAMPLES = 8

type Input = z.output<(typeof route)["input"]>

async function requireEpisode(ctx: Context, experimentId: string, id: string) {
  const episode = await ctx.db.prisma.episode.findUnique({
    where: { experimentId_id: { experimentId, id } },
    select: { taskNo: true, run: { select: { model: { select: { trainedBy: true } } } } },
  })
  if (!episode) throw new AppError("NOT_FOUND", "There is no such episode in this experiment.")
  await requireShown(ctx, experimentId, id)
  const task = await ctx.db.prisma.task.findUniqueOrThrow({
    where: { experimentId_no: { experimentId, no: episode.taskNo } },
    select: { no: true, group: true },
  })
  return { task, trainedBy: episode.run.model.trainedBy }
}

/** Which training episodes of the student behind `otherId` do what it does where it parts from `episodeId`. */
export async function blameData(ctx: Context, input: Input): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const { experimentId, episodeId, otherId } = input
  const { task } = await requireEpisode(ctx, experimentId, episodeId)
  const student = await requireEpisode(ctx, experimentId, otherId)
  if (student.task.no !== task.no) {
    throw new AppError("INVALID_INPUT", "These episodes are attempts at different tasks.")
  }
  const { trainedBy } = student
  if (!trainedBy) return { dataset: null, habit: null, read: 0, count: 0, episodes: [] }
  const said = await readConversations(ctx.db, experimentId, [episodeId, otherId])
  const turnsOf = (id: string) => toTurns(said.get(id)?.messages ?? [])
  const nameOf = nameMoves(turnsOf(episodeId), turnsOf(otherId))
  const habit = findHabit(turnsOf(episodeId), turnsOf(otherId), nameOf)
  const dataset = await ctx.db.prisma.dataset.findUniqueOrThrow({
    where: { experimentId_id: { experimentId: trainedBy.experimentId, id: trainedBy.datasetId } },
    select: { experimentId: true, id: true, name: true },
  })
  const found = habit ? await findMembers(ctx, dataset, (turns) => showsHabit(turns, habit, nameOf)) : NOTHING
  const isNear = ({ group }: { group: string | null }) => group !== null && group === task.group
  const near = found.members.toSorted((one, other) => Number(isNear(other)) - Number(isNear(one)))
  return {
    dataset,
    habit,
    read: found.read,
    count: found.members.length,
    episodes: near.slice(0, EXAMPLES).map(({ id, key, title, step, ...member }) => ({
      id,
      task: { key, title },
      step,
      sameGroup: isNear(member),
    })),
  }
}

const NOTHING = { read: 0, members: [] as Awaited<ReturnType<typeof findMembers>>["members"] }

async function findMembers(
  ctx: Context,
  dataset: { experimentId: string; id: string },
  stepOf: (turns: ReturnType<typeof toTurns>) => number | null,
) {
  const members: (Awaited<ReturnType<typeof readTrainingMembers>>[number] & { step: number })[] = []
  let read = 0
  while (read < MOST_READ) {
    const page = await readTrainingMembers(
      ctx.db,
      { experimentId: dataset.experimentId, datasetId: dataset.id },
      { from: read, limit: BATCH },
    )
    const ids = page.map(({ id }) => id)
    const said = await readConversations(ctx.db, dataset.experimentId, ids)
    const hidden = await findHidden(ctx, dataset.experimentId, ids)
    for (const member of page) {
      const step = stepOf(toTurns(said.get(member.id)?.messages ?? []))
      if (step !== null && !hidden.has(member.id)) members.push({ ...member, step })
    }
    read += page.length
    if (page.length < BATCH) break
  }
  return { read, members }
}
