import type { PoolClient } from "pg"
import { episodeFilterSchema } from "@/lib/contracts/episode-filter"
import type { Context } from "@/lib/db/context"
import type { SetOperation } from "@/lib/db/generated/client"
import { lockEpisodes, readLabelHistory } from "@/lib/db/label.sql"
import {
  freezeItems,
  lockOperation,
  type OperationItem,
  type OperationKey,
  readItems,
  writeItems,
  writeProgress,
} from "@/lib/db/set-operation.sql"
import { withTransaction } from "@/lib/db/transaction"
import { IDENTITY, toActor } from "@/lib/db/user"
import { AppError } from "@/lib/domain/errors"
import type { LabelKey, LabelValue } from "@/lib/domain/label"
import { requirePermission } from "@/lib/domain/policy"
import { requireAllEpisodes } from "@/lib/services/episode/selection"
import { appendLabels } from "@/lib/services/label/append"
import { addShownOnly } from "@/lib/services/queue/hidden-episodes"

const BATCH = 500

interface Work {
  /** Whoever started it: the labels are theirs. */
  ctx: Context
  key: OperationKey
  operation: SetOperation
}

async function actAsStarter(ctx: Context, { createdById }: SetOperation): Promise<Context> {
  const person = createdById
    ? await ctx.db.prisma.user.findUnique({ where: { id: createdById }, select: IDENTITY })
    : null
  if (!person || person.disabledAt)
    throw new AppError("FORBIDDEN", "Whoever started this is no member any more.")
  const actor = toActor(person, "session")
  requirePermission(actor, "label.write")
  return { ...ctx, actor }
}

async function freeze({ ctx, key, operation }: Work): Promise<void> {
  const { experimentId } = key
  const filter = episodeFilterSchema.parse(operation.filter)
  const where = await requireAllEpisodes(ctx, { experimentId, filter })
  await addShownOnly(ctx, experimentId, where)
  await withTransaction(ctx.db, async (client) => {
    const current = await lockOperation(client, key)
    if (current?.status !== "queued") return
    const total = await freezeItems(client, key, where)
    await writeProgress(client, key, { status: "running", total, done: 0, finishedAt: null })
  })
}

async function say(work: Work, client: PoolClient, episodeIds: string[], value: LabelValue) {
  if (episodeIds.length === 0) return []
  const { experimentId, key, name } = work.operation
  const input = { experimentId, episodeIds, stepIdx: null, key: key as LabelKey, name, value }
  return (await appendLabels(work.ctx, client, input)).items
}

async function labelBatch(work: Work, client: PoolClient, items: readonly OperationItem[]): Promise<void> {
  const { experimentId } = work.key
  const ids = items.map(({ episodeId }) => episodeId)
  const there = new Set((await lockEpisodes(client, experimentId, ids)).map(({ id }) => id))
  const value = (work.operation.value ?? null) as LabelValue
  const said = await say(
    work,
    client,
    ids.filter((id) => there.has(id)),
    value,
  )
  const previous = new Map(said.map((item) => [item.episodeId, item.previous]))
  const after = items.map((item) => ({
    ...item,
    state: there.has(item.episodeId) ? "done" : "gone",
    previous: previous.get(item.episodeId) ?? null,
  }))
  await writeItems(client, work.key, after)
}

/** What the starter says of some episodes now, as far as it is still what the operation said. */
async function readUnchanged(work: Work, client: PoolClient, ids: string[]): Promise<Set<string>> {
  const { experimentId, key, name, value, createdById } = work.operation
  const own = (await readLabelHistory(client, experimentId, ids)).filter(
    (label) =>
      label.key === key &&
      label.name === name &&
      label.stepIdx === null &&
      label.authorId === createdById &&
      label.source === "human" &&
      !label.adjudicated,
  )
  const latest = new Map(own.map((label) => [label.episodeId, label.value]))
  return new Set(ids.filter((id) => latest.get(id) === (value ?? null)))
}

async function undoBatch(work: Work, client: PoolClient, items: readonly OperationItem[]): Promise<void> {
  const ids = items.filter(({ state }) => state === "done").map(({ episodeId }) => episodeId)
  const there = (await lockEpisodes(client, work.key.experimentId, ids)).map(({ id }) => id)
  const unchanged = await readUnchanged(work, client, there)
  const groups = Map.groupBy(
    items.filter(({ episodeId }) => unchanged.has(episodeId)),
    ({ previous }) => previous,
  )
  for (const [previous, group] of groups) {
    await say(
      work,
      client,
      group.map(({ episodeId }) => episodeId),
      previous,
    )
  }
  await writeItems(
    client,
    work.key,
    items.map((item) => ({ ...item, state: item.state === "done" ? "undone" : item.state })),
  )
}

/** One batch forwards or backwards; false where there is nothing left to do. */
async function step(work: Work): Promise<boolean> {
  const { ctx, key } = work
  return withTransaction(ctx.db, async (client) => {
    const current = await lockOperation(client, key)
    if (current?.status !== "running" && current?.status !== "undoing") return false
    const { status, total, done } = current
    const forwards = status === "running"
    const [from, to] = forwards ? [done, Math.min(total, done + BATCH)] : [Math.max(0, done - BATCH), done]
    const items = await readItems(client, key, from, to)
    if (forwards) await labelBatch(work, client, items)
    else await undoBatch(work, client, items)
    const next = forwards ? to : from
    const isOver = next === (forwards ? total : 0)
    const finishedAt = isOver ? ctx.now() : null
    const after = isOver ? (forwards ? "done" : "undone") : status
    await writeProgress(client, key, { status: after, total, done: next, finishedAt })
    return !isOver
  })
}

/** Labels a set batch by batch, or takes that back. Every batch commits with its count, so that a killed run goes on where it was. */
export async function runSetOperation(ctx: Context, key: OperationKey, signal?: AbortSignal): Promise<void> {
  const where = { experimentId: key.experimentId, id: key.operationId }
  const operation = await ctx.db.prisma.setOperation.findFirst({ where })
  if (!operation) return
  try {
    const work = { ctx: await actAsStarter(ctx, operation), key, operation }
    if (operation.status === "queued") await freeze(work)
    while (await step(work)) signal?.throwIfAborted()
  } catch (error) {
    if (signal?.aborted || !(error instanceof AppError)) throw error
    await ctx.db.prisma.setOperation.updateMany({
      where: { ...where, status: { in: ["queued", "running", "undoing"] } },
      data: { status: "failed", error: error.message, finishedAt: ctx.now() },
    })
  }
}
