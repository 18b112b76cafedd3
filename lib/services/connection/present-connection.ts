import type { ConnectionRecord } from "@/lib/contracts/connections"
import type { Prisma } from "@/lib/db/generated/client"
import { toConnectionKind } from "@/lib/domain/connection-kind"

export const CONNECTION_INCLUDE = {
  _count: { select: { models: true } },
} as const satisfies Prisma.ConnectionInclude

type Row = Prisma.ConnectionGetPayload<{ include: typeof CONNECTION_INCLUDE }>

/** Without the key and the values of its headers, sealed or not. */
export function presentConnection(row: Row): ConnectionRecord {
  return {
    id: row.id,
    name: row.name,
    kind: toConnectionKind(row.kind),
    baseUrl: row.baseUrl,
    hasSecret: row.secret !== null,
    headerNames: Object.keys(row.headers as Record<string, string>).sort(),
    requestsPerMinute: row.requestsPerMinute,
    allowPrivate: row.allowPrivate,
    settings: row.settings as Record<string, string>,
    modelCount: row._count.models,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
