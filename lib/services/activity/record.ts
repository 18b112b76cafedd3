import type { Context } from "@/lib/db/context"
import type { Prisma } from "@/lib/db/generated/client"
import { newId } from "@/lib/db/new-id"
import type { ActivityName } from "@/lib/domain/activity"

export interface ActivityEntry {
  name: ActivityName
  experimentId?: string | null
  subjectId: string
  subjectName: string
  before?: Prisma.InputJsonValue
  after?: Prisma.InputJsonValue
}

export function toActivity({ actor, now }: Context, { experimentId = null, ...entry }: ActivityEntry) {
  const { userId: actorId, name: actorName, kind: actorKind } = actor
  return { ...entry, id: newId(), experimentId, actorId, actorName, actorKind, createdAt: now() }
}

/** Writes a line of the log, in the transaction of what it tells. */
export async function recordActivity(
  ctx: Context,
  tx: Pick<Prisma.TransactionClient, "activity">,
  entry: ActivityEntry,
): Promise<void> {
  await tx.activity.create({ data: toActivity(ctx, entry) })
}
