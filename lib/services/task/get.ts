import type { z } from "zod"
import type { RouteOutput } from "@/lib/contracts/route"
import type { getTask as route } from "@/lib/contracts/tasks"
import type { Context } from "@/lib/db/context"
import { type Conversation, readConversations } from "@/lib/db/divergence.sql"
import { keyArguments } from "@/lib/domain/action-key"
import { alignAttempts, toActions } from "@/lib/domain/attempt-grid"
import { type Turn, toTurns } from "@/lib/domain/episode-turns"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { taskQuestion } from "@/lib/domain/task-question"
import { listAttempts } from "@/lib/services/episode/list-attempts"

/** Attempts that are drawn beside each other, and of each its first actions. */
const MOST_ATTEMPTS = 100
const MOST_ACTIONS = 60

const STEPS_PER_READ = 2000
const HINT_CHARS = 60

interface Action extends Turn {
  isError: boolean
}

type Attempt = Awaited<ReturnType<typeof listAttempts>>[number]["episodes"][number]

async function requireTask(ctx: Context, experimentId: string, no: number) {
  const task = await ctx.db.prisma.task.findUnique({
    where: { experimentId_no: { experimentId, no } },
    select: { no: true, key: true, title: true, split: true, group: true, data: true },
  })
  if (!task) throw new AppError("NOT_FOUND", `There is no task ${no} in this experiment.`)
  return task
}

async function findNeighbours(ctx: Context, experimentId: string, no: number) {
  const [previous, next] = await Promise.all([
    ctx.db.prisma.task.findFirst({
      where: { experimentId, no: { lt: no } },
      select: { no: true },
      orderBy: { no: "desc" },
    }),
    ctx.db.prisma.task.findFirst({
      where: { experimentId, no: { gt: no } },
      select: { no: true },
      orderBy: { no: "asc" },
    }),
  ])
  return { previousNo: previous?.no ?? null, nextNo: next?.no ?? null }
}

/** The turns of some attempts in their order; what they say is dropped as soon as it is read. */
async function readTurns(
  ctx: Context,
  experimentId: string,
  attempts: readonly Attempt[],
): Promise<Action[][]> {
  const turns: Action[][] = []
  for (let from = 0; from < attempts.length; ) {
    let [to, steps] = [from, 0]
    while (
      to < attempts.length &&
      (to === from || steps + (attempts[to]?.stepCount ?? 0) <= STEPS_PER_READ)
    ) {
      steps += attempts[to]?.stepCount ?? 0
      to += 1
    }
    const ids = attempts.slice(from, to).map(({ id }) => id)
    const conversations = await readConversations(ctx.db, experimentId, ids)
    for (const id of ids) turns.push(markErrors(conversations.get(id)))
    from = to
  }
  return turns
}

function markErrors(conversation: Conversation | undefined): Action[] {
  if (!conversation) return []
  const { messages, errors } = conversation
  return toTurns(messages).map((turn) => ({
    ...turn,
    isError: errors.some((step) => step >= turn.from && step <= turn.to),
  }))
}

/** The first attempt of a teacher that succeeded, else the first that did, else the first. */
function chooseReference(attempts: readonly Attempt[], asked: string | undefined): number {
  const at = attempts.findIndex(({ id }) => id === asked)
  if (asked !== undefined && at < 0)
    throw new AppError("NOT_FOUND", `The attempt ${asked} is not at this task.`)
  if (at >= 0) return at
  return Math.max(
    0,
    attempts.findIndex(({ success }) => success === true),
  )
}

/**
 * A task with all attempts at it by everyone, their actions aligned beside one of them.
 * @throws AppError NOT_FOUND for a task or reference that is not there
 */
export async function getTask(
  ctx: Context,
  { experimentId, taskNo, referenceId }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const { data, ...task } = await requireTask(ctx, experimentId, taskNo)
  const [groups, neighbours] = await Promise.all([
    listAttempts(ctx, experimentId, taskNo),
    findNeighbours(ctx, experimentId, taskNo),
  ])
  const all = groups.flatMap(({ run, episodes }) =>
    episodes.map((attempt) => ({ ...attempt, runId: run.id })),
  )
  const attempts = all.slice(0, MOST_ATTEMPTS)
  const reference = chooseReference(attempts, referenceId)
  const actions = toActions(await readTurns(ctx, experimentId, attempts)) as Action[][]
  const { rows } = alignAttempts(
    actions.map((its) => its.slice(0, MOST_ACTIONS)),
    reference,
  )
  return {
    task,
    question: taskQuestion(task.title, data),
    ...neighbours,
    runs: groups.map(({ run, model, count, successCount }) => ({ run, model, count, successCount })),
    attemptCount: groups.reduce((sum, { count }) => sum + count, 0),
    referenceId: attempts[reference]?.id ?? null,
    attempts: attempts.map((attempt, index) => ({
      ...attempt,
      actionCount: actions[index]?.length ?? 0,
      cells: (rows[index] ?? []).map((cell) => cell && { ...present(cell.action), match: cell.match }),
    })),
  }
}

function present({ from, tools, key, kind, isError }: Action) {
  const hint = kind === "called" ? [...keyArguments(key).values()].join(", ") : key.replace(/^\w+ /, "")
  return { step: from, tools, hint: hint.slice(0, HINT_CHARS).toWellFormed(), isError }
}
