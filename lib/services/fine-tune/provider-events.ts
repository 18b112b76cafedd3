import type { Context } from "@/lib/db/context"
import type { FineTune } from "@/lib/db/generated/client"
import type { JobEvent } from "@/lib/providers/provider"

type Key = Pick<FineTune, "experimentId" | "id">

/** Adds what is not known yet, in this order. Only the holder of the fine-tune's lock writes events. */
export async function addEvents(
  ctx: Context,
  { experimentId, id: fineTuneId }: Key,
  events: readonly JobEvent[],
  requestId: string | null,
): Promise<void> {
  if (events.length === 0) return
  const where = { experimentId, fineTuneId }
  const known = await ctx.db.prisma.fineTuneEvent.findMany({
    where: { ...where, key: { in: events.map(({ key }) => key) } },
    select: { key: true },
  })
  const keys = new Set(known.map(({ key }) => key))
  const fresh = events.filter(({ key }) => !keys.has(key) && keys.add(key))
  const last = await ctx.db.prisma.fineTuneEvent.aggregate({ where, _max: { seq: true } })
  const first = (last._max.seq ?? 0) + 1
  await ctx.db.prisma.fineTuneEvent.createMany({
    data: fresh.map((event, index) => ({ ...where, ...event, seq: first + index, requestId })),
  })
}

/** The latest event of the provider; what we noted ourselves has keys of another form. */
export async function findLatestEvent(
  ctx: Context,
  { experimentId, id: fineTuneId }: Key,
): Promise<string | null> {
  const event = await ctx.db.prisma.fineTuneEvent.findFirst({
    where: { experimentId, fineTuneId, key: { not: { startsWith: "winnow/" } } },
    orderBy: { seq: "desc" },
    select: { key: true },
  })
  return event?.key ?? null
}

/** A line of our own between those of the provider; `what` is unique within the attempt. */
export function addNote(
  ctx: Context,
  row: Key & Pick<FineTune, "attempt">,
  what: string,
  message: string,
  options: { level?: JobEvent["level"]; requestId?: string | null } = {},
): Promise<void> {
  const key = `winnow/${row.attempt}/${what}`
  const event = { key, at: ctx.now(), level: options.level ?? "info", message }
  return addEvents(ctx, row, [event], options.requestId ?? null)
}
