import { z } from "zod"
import type { EpisodeSort } from "@/lib/contracts/episode-filter"
import type { Database } from "@/lib/db/client"
import type { Conditions } from "@/lib/db/conditions"
import { EPISODE_SELECT, type EpisodeRow, parseEpisodeRow } from "@/lib/db/episode-row"

const SORT_COLUMNS = {
  createdAt: { column: `"createdAt"`, type: "timestamptz", nullable: false },
  score: { column: "score", type: "float8", nullable: true },
  costUsd: { column: `"costMicro"`, type: "int8", nullable: true },
  latencyMs: { column: `"latencyMs"`, type: "int4", nullable: true },
  stepCount: { column: `"stepCount"`, type: "int4", nullable: false },
  contentTokens: { column: `"contentTokens"`, type: "int4", nullable: false },
  errorCount: { column: `"errorCount"`, type: "int4", nullable: false },
  label: { column: "label", type: "int2", nullable: true },
  startedAt: { column: `"startedAt"`, type: "timestamptz", nullable: true },
} as const satisfies Record<EpisodeSort, { column: string; type: string; nullable: boolean }>

/** A place in an order: the value of the sort column and the id that breaks ties. */
export const positionSchema = z.object({ value: z.union([z.number(), z.string()]).nullable(), id: z.uuid() })

export type Position = z.infer<typeof positionSchema>

export interface Order {
  sort: EpisodeSort
  order: "asc" | "desc"
}

export interface Seek extends Order {
  where: Conditions
  /** Rows strictly after this place (before it, when backward); from the start when null. */
  from: Position | null
  backward?: boolean
  limit: number
}

export function positionOf(row: EpisodeRow, sort: EpisodeSort): Position {
  const value = {
    createdAt: row.createdAt,
    score: row.score,
    costUsd: row.costMicro,
    latencyMs: row.latencyMs,
    stepCount: row.stepCount,
    contentTokens: row.contentTokens,
    errorCount: row.errorCount,
    label: row.label,
    startedAt: row.startedAt,
  }[sort]
  return { value, id: row.id }
}

type Segment = "known" | "unknown"

async function readSegment(db: Database, seek: Seek, segment: Segment, from: Position | null, limit: number) {
  const { column, type, nullable } = SORT_COLUMNS[seek.sort]
  const descending = (seek.order === "desc") !== (seek.backward ?? false)
  const direction = descending ? "DESC" : "ASC"
  const than = descending ? "<" : ">"
  const where = seek.where.copy()
  if (nullable) where.add(`e.${column} IS ${segment === "known" ? "NOT NULL" : "NULL"}`)
  if (from && segment === "known")
    where.add(`(e.${column}, e.id) ${than} (?::${type}, ?::uuid)`, from.value, from.id)
  if (from && segment === "unknown") where.add(`e.id ${than} ?::uuid`, from.id)
  // All NULL or not, the column stands first: so the order is that of its index.
  const by = (alias: string) => `${alias}.${column} ${direction}, ${alias}.id ${direction}`
  const page = `SELECT * FROM "Episode" e WHERE ${where} ORDER BY ${by("e")} LIMIT ${where.bind(limit)}`
  const { rows } = await db.pool.query(
    `${EPISODE_SELECT} FROM (${page}) e
      JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
      JOIN "Run" r ON r."experimentId" = e."experimentId" AND r.id = e."runId"
      JOIN "Model" m ON m.id = r."modelId"
     ORDER BY ${by("e")}`,
    where.values,
  )
  return rows.map(parseEpisodeRow)
}

/**
 * Episodes in keyset order, unknown values last in both directions. Each segment (known, then unknown) is one index range,
 * because a row comparison silently drops NULLs.
 */
export async function seekEpisodes(db: Database, seek: Seek): Promise<EpisodeRow[]> {
  const all: Segment[] = SORT_COLUMNS[seek.sort].nullable ? ["known", "unknown"] : ["known"]
  const order = seek.backward ? all.reverse() : all
  const start = seek.from ? order.indexOf(seek.from.value === null ? "unknown" : "known") : 0
  const rows: EpisodeRow[] = []
  for (const [index, segment] of order.slice(start).entries()) {
    if (rows.length >= seek.limit) break
    const from = index === 0 ? seek.from : null
    rows.push(...(await readSegment(db, seek, segment, from, seek.limit - rows.length)))
  }
  return rows
}
