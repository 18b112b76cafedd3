import type { EpisodeFilter, EpisodeSort } from "@/lib/contracts/episode-filter"
import type { SearchState } from "@/lib/contracts/episodes"
import type { Conditions } from "@/lib/db/conditions"
import type { Context } from "@/lib/db/context"
import {
  COUNT_LIMIT,
  countEpisodes,
  countEpisodesOfRuns,
  isWholeRuns,
  listEpisodeIds,
  readEpisodesById,
} from "@/lib/db/episode.sql"
import { episodeConditions, episodesOfLabelers, taggedEpisodes } from "@/lib/db/episode-filter.sql"
import type { EpisodeRow } from "@/lib/db/episode-row"
import { type Order, type Position, seekEpisodes } from "@/lib/db/episode-seek.sql"
import { type ColumnOrder, type ColumnPlace, pageOfColumn } from "@/lib/domain/column-page"
import { NO_LABEL } from "@/lib/domain/curation/episode-columns"
import { AppError } from "@/lib/domain/errors"
import { countMarks } from "@/lib/domain/row-marks"
import { type CachedEpisodes, getColumnCache } from "@/lib/services/curation/column-cache"
import { markColumns, type OutsideSets } from "@/lib/services/episode/column-tests"
import { addShownOnly, listHidden } from "@/lib/services/queue/hidden-episodes"
import { findEpisodesByText } from "@/lib/services/search/find-text"

/** Up to so many episodes one index range of the experiment is read; more are filtered and ordered in the columns of this process. */
export const SQL_LIMIT = 20_000

export interface PageQuery extends Order {
  from: Position | null
  backward?: boolean
  limit: number
}

/** The episodes of a filter, ready to be read in any order. */
export interface Selection {
  page(query: PageQuery): Promise<EpisodeRow[]>
  /** Exact up to 10,000, null beyond; exact beyond where it is asked for, or known anyhow. */
  count(exact?: boolean): Promise<number | null>
  /** Null without a text. */
  search: SearchState | null
}

export interface Selected {
  experimentId: string
  filter: Partial<EpisodeFilter>
}

/** Chooses by the size of the experiment where its episodes are filtered; what comes is the same. */
export async function openSelection(
  ctx: Context,
  selected: Selected,
  sqlLimit = SQL_LIMIT,
): Promise<Selection> {
  const { experimentId, filter } = selected
  const all = await countEpisodesOfRuns(ctx.db, experimentId)
  if (all <= sqlLimit) return openInSql(ctx, selected)
  if (isWholeRuns(filter) && !filter.runId?.length) return openUnfiltered(ctx, selected)
  return openInColumns(ctx, selected)
}

async function countRuns(ctx: Context, { experimentId, filter }: Selected): Promise<number> {
  return countEpisodesOfRuns(ctx.db, experimentId, filter.runId)
}

/** The conditions of a filter, texts looked up. */
export async function selectEpisodes(
  ctx: Context,
  { experimentId, filter }: Selected,
): Promise<{ where: Conditions; search: SearchState | null }> {
  const where = episodeConditions(experimentId, filter)
  if (!filter.text) return { where, search: null }
  const { ids, state } = await findEpisodesByText(ctx, experimentId, filter.text)
  const list = Array.from({ length: ids.count }, (_, row) => ids.at(row))
  where.add("e.id = ANY(?::uuid[])", [...new Set(list)])
  return { where, search: state }
}

/**
 * The same for work on all that match. @throws AppError CONFLICT while a search cannot say what all are.
 */
export async function requireAllEpisodes(ctx: Context, selected: Selected): Promise<Conditions> {
  const { where, search } = await selectEpisodes(ctx, selected)
  if (search?.timedOut) {
    throw new AppError("CONFLICT", "The search took too long to say which episodes match: use rarer words.")
  }
  if (search && search.unindexed !== 0) {
    throw new AppError("CONFLICT", "Not all episodes can be searched yet: try again when they are indexed.")
  }
  return where
}

async function openInSql(ctx: Context, selected: Selected): Promise<Selection> {
  const { where, search } = await selectEpisodes(ctx, selected)
  await addShownOnly(ctx, selected.experimentId, where)
  return {
    page: (query) => seekEpisodes(ctx.db, { ...query, where }),
    count: (exact) =>
      isWholeRuns(selected.filter) ? countRuns(ctx, selected) : countEpisodes(ctx.db, where, exact),
    search,
  }
}

/** Orders that an index of the experiment has. */
const INDEXED: ReadonlySet<EpisodeSort> = new Set(["createdAt", "score", "costUsd", "latencyMs"])

async function openUnfiltered(ctx: Context, selected: Selected): Promise<Selection> {
  const { experimentId } = selected
  const where = episodeConditions(experimentId, {})
  await addShownOnly(ctx, experimentId, where)
  getColumnCache(ctx.db).warm(experimentId)
  return {
    page: async (query) => {
      if (INDEXED.has(query.sort)) return seekEpisodes(ctx.db, { ...query, where })
      return (await openInColumns(ctx, selected)).page(query)
    },
    count: () => countRuns(ctx, selected),
    search: null,
  }
}

async function readSets(ctx: Context, { experimentId, filter }: Selected) {
  const asksRuns = Boolean(filter.modelId?.length || filter.role?.length)
  const [runs, found, labelled, tagged, hidden] = await Promise.all([
    asksRuns
      ? ctx.db.prisma.run.findMany({
          where: { experimentId },
          select: { id: true, modelId: true, role: true },
        })
      : [],
    filter.text ? findEpisodesByText(ctx, experimentId, filter.text) : null,
    filter.labelerId?.length
      ? listEpisodeIds(ctx.db.pool, episodesOfLabelers(experimentId, filter.labelerId))
      : null,
    filter.tag === undefined ? null : listEpisodeIds(ctx.db.pool, taggedEpisodes(experimentId, filter.tag)),
    listHidden(ctx, experimentId),
  ])
  const sets: OutsideSets = { runs, text: found?.ids ?? null, labelled, tagged, hidden }
  return { sets, search: found?.state ?? null }
}

async function openInColumns(ctx: Context, selected: Selected): Promise<Selection> {
  const { experimentId, filter } = selected
  const { sets, search } = await readSets(ctx, selected)
  const open = async () => {
    const cached = await getColumnCache(ctx.db).open(experimentId)
    if (!cached) throw new AppError("NOT_FOUND", "There is no such experiment.")
    return cached
  }
  let counted: number | null = null
  const mark = async () => {
    const cached = await open()
    const marks = markColumns(cached, filter, sets)
    counted = countMarks(marks)
    return { cached, marks }
  }
  return {
    page: async ({ sort, order, from, backward = false, limit }) => {
      const { cached, marks } = await mark()
      const place = from && placeOf(cached, sort, from)
      const rows = pageOfColumn(marks, columnOrder(cached, { sort, order }), { from: place, backward, limit })
      const ids = rows.map((row) => cached.ids.at(row))
      return readEpisodesById(ctx.db, experimentId, ids)
    },
    count: async (exact = false) => {
      if (isWholeRuns(filter)) return countRuns(ctx, selected)
      if (counted === null) await mark()
      return exact || (counted ?? 0) <= COUNT_LIMIT ? counted : null
    },
    search,
  }
}

const SORT_COLUMNS = {
  createdAt: "createdAt",
  startedAt: "startedAt",
  score: "score",
  costUsd: "costMicro",
  latencyMs: "latencyMs",
  stepCount: "steps",
  contentTokens: "contentTokens",
  errorCount: "errors",
  label: "label",
} as const satisfies Record<EpisodeSort, string>

function columnOrder({ columns }: CachedEpisodes, { sort, order }: Order): ColumnOrder {
  const unknown = sort === "label" ? { unknown: NO_LABEL } : {}
  return { values: columns[SORT_COLUMNS[sort]], descending: order === "desc", ...unknown }
}

function placeOf({ ids }: CachedEpisodes, sort: EpisodeSort, { value, id }: Position): ColumnPlace {
  const isTime = sort === "createdAt" || sort === "startedAt"
  const number = value === null ? Number.NaN : isTime ? Date.parse(String(value)) : Number(value)
  const { row, exists } = ids.seek(id)
  return { value: number, row, exists }
}
