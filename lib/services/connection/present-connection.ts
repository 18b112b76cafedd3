import type { CONNECTION_KINDS, ConnectionRecord } from "@/lib/contracts/connections"
import type { Prisma } from "@/lib/db/generated/client"

export const CONNECTION_INCLUDE = {
  _count: { select: { models: true } },
} as const satisfies Prisma.ConnectionInclude

type Row = Prisma.ConnectionGetPayload<{ include: typeof CONNECTION_INCLUDE }>

/** Without the key and the values of its headers, sealed or not. */
export function presentConnection(row: Row): ConnectionRecord {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as (typeof CONNECTION_KINDS)[number],
    baseUrl: row.baseUrl,
    hasSecret: row.secret !== null,
    headerNames: Object.keys(row.headers as Record<string, string>).sort(),
    requestsPerMinute: row.requestsPerMinute,
    allowPrivate: row.allowPrivate,
    modelCount: row._count.models,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
