import { type RemovalRecord, removalSchema } from "@/lib/contracts/removals"
import type { Removal } from "@/lib/db/generated/client"

export function presentRemoval(row: Removal): RemovalRecord {
  const { bytesBefore, bytesAfter, createdAt, finishedAt, rule: _rule, createdById: _by, ...rest } = row
  return removalSchema.parse({
    ...rest,
    bytesBefore: bytesBefore === null ? null : Number(bytesBefore),
    bytesAfter: bytesAfter === null ? null : Number(bytesAfter),
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  })
}
