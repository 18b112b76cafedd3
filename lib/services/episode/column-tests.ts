import { type EpisodeFilter, momentsOf } from "@/lib/contracts/episode-filter"
import type { RunRole } from "@/lib/contracts/runs"
import { NO_LABEL } from "@/lib/domain/curation/episode-columns"
import type { EpisodeIds } from "@/lib/domain/curation/episode-ids"
import { STOP_REASONS } from "@/lib/domain/episode"
import { verdictToNumber } from "@/lib/domain/label"
import { keepAmong, keepBetween, keepMarked, markAll, type RowMarks } from "@/lib/domain/row-marks"
import type { CachedEpisodes } from "@/lib/services/curation/column-cache"

export interface RunFacts {
  id: string
  modelId: string
  role: RunRole
}

/** What a filter asks that the columns do not know; null where it does not ask. */
export interface OutsideSets {
  runs: readonly RunFacts[]
  text: EpisodeIds | null
  labelled: readonly string[] | null
  tagged: readonly string[] | null
  hidden: ReadonlySet<string>
}

/** Drops the rows that one part of a filter does not want. */
type Pass = (marks: RowMarks) => void

function markTexts(ids: EpisodeIds, texts: Iterable<string>): RowMarks {
  const marks = new Uint8Array(ids.count)
  for (const text of texts) {
    const row = ids.rowOf(text)
    if (row >= 0) marks[row] = 1
  }
  return marks
}

const RANGES = [
  ["score", "score", 1],
  ["costUsd", "costMicro", 1_000_000],
  ["latencyMs", "latencyMs", 1],
  ["stepCount", "steps", 1],
  ["contentTokens", "contentTokens", 1],
] as const

function rangePasses({ columns }: CachedEpisodes, filter: Partial<EpisodeFilter>): Pass[] {
  const passes = RANGES.flatMap(([field, name, scale]): Pass[] => {
    const min = filter[`${field}Min`]
    const max = filter[`${field}Max`]
    if (min === undefined && max === undefined) return []
    const low = min === undefined ? Number.NEGATIVE_INFINITY : min * scale
    const high = max === undefined ? Number.POSITIVE_INFINITY : max * scale
    return [(marks) => keepBetween(marks, columns[name], low, high)]
  })
  const { createdAtMin, createdAtMax } = filter
  if (!createdAtMin && !createdAtMax) return passes
  const low = createdAtMin ? momentsOf(createdAtMin).first : Number.NEGATIVE_INFINITY
  const high = createdAtMax ? momentsOf(createdAtMax).last : Number.POSITIVE_INFINITY
  return [...passes, (marks) => keepBetween(marks, columns.createdAt, low, high)]
}

function runPasses(
  cached: CachedEpisodes,
  filter: Partial<EpisodeFilter>,
  runs: readonly RunFacts[],
): Pass[] {
  const { runId, modelId, role } = filter
  if (!runId?.length && !modelId?.length && !role?.length) return []
  const byId = new Map(runs.map((run) => [run.id, run]))
  const flags = Uint8Array.from(cached.runIds, (id) => {
    const run = byId.get(id)
    const fits =
      (!runId?.length || runId.includes(id)) &&
      (!modelId?.length || (run !== undefined && modelId.includes(run.modelId))) &&
      (!role?.length || (run !== undefined && role.includes(run.role)))
    return fits ? 1 : 0
  })
  return [(marks) => keepAmong(marks, cached.columns.runNo, flags)]
}

function taskPasses(cached: CachedEpisodes, { taskKey, split, group }: Partial<EpisodeFilter>): Pass[] {
  if (taskKey === undefined && !split?.length && group === undefined) return []
  const flags = Uint8Array.from(cached.tasks, (task) => {
    const fits =
      (taskKey === undefined || task.key === taskKey) &&
      (!split?.length || (task.split !== null && (split as readonly string[]).includes(task.split))) &&
      (group === undefined || task.group === group)
    return fits ? 1 : 0
  })
  return [(marks) => keepAmong(marks, cached.columns.taskNo, flags)]
}

const SUCCESS = { success: 1, failure: 0, unknown: -1 } as const

const ERROR_REASON = STOP_REASONS.indexOf("error")

/** Where the numbers of small columns begin. */
const SMALLEST = NO_LABEL

/** A pass that keeps some of the numbers of a small column. */
function keepNumbers(column: Int8Array, numbers: readonly number[]): Pass {
  const flags = new Uint8Array(STOP_REASONS.length - SMALLEST)
  for (const number of numbers) flags[number - SMALLEST] = 1
  return (marks) => keepAmong(marks, column, flags, SMALLEST)
}

function outcomePasses({ columns }: CachedEpisodes, filter: Partial<EpisodeFilter>): Pass[] {
  const { success, label, stopReason, repaired } = columns
  const passes: Pass[] = []
  if (filter.success?.length) {
    passes.push(
      keepNumbers(
        success,
        filter.success.map((state) => SUCCESS[state]),
      ),
    )
  }
  if (filter.label?.length) {
    const numberOf = (state: NonNullable<typeof filter.label>[number]) =>
      state === "unlabelled" ? NO_LABEL : verdictToNumber(state)
    passes.push(keepNumbers(label, filter.label.map(numberOf)))
  }
  if (filter.stopReason?.length) {
    passes.push(
      keepNumbers(
        stopReason,
        filter.stopReason.map((reason) => STOP_REASONS.indexOf(reason)),
      ),
    )
  }
  if (filter.hasError !== undefined) {
    const { hasError } = filter
    passes.push((marks) => keepMarked(marks, markErrors(columns), hasError))
  }
  if (filter.repaired !== undefined) passes.push(keepNumbers(repaired, [filter.repaired ? 1 : 0]))
  return passes
}

function markErrors({ errors, stopReason, count }: CachedEpisodes["columns"]): RowMarks {
  const marks = new Uint8Array(count)
  for (let row = 0; row < count; row++) {
    marks[row] = Number((errors[row] as number) > 0) | Number(stopReason[row] === ERROR_REASON)
  }
  return marks
}

function markTag({ columns, ids }: CachedEpisodes, tag: string, tagged: readonly string[]): RowMarks {
  const flags = Uint8Array.from(columns.names.tags, (tags) => (tags.includes(tag) ? 1 : 0))
  const marks = markTexts(ids, tagged)
  for (let row = 0; row < marks.length; row++) {
    marks[row] = (marks[row] as number) | (flags[columns.tagsNo[row] as number] as number)
  }
  return marks
}

function setPasses(cached: CachedEpisodes, filter: Partial<EpisodeFilter>, sets: OutsideSets): Pass[] {
  const { text, labelled, tagged, hidden } = sets
  const { ids } = cached
  const { tag } = filter
  const passes: Pass[] = []
  if (text) passes.push((marks) => keepMarked(marks, ids.mark(text)))
  if (labelled) passes.push((marks) => keepMarked(marks, markTexts(ids, labelled)))
  if (tag !== undefined) passes.push((marks) => keepMarked(marks, markTag(cached, tag, tagged ?? [])))
  if (hidden.size > 0) passes.push((marks) => keepMarked(marks, markTexts(ids, hidden), false))
  return passes
}

/** The filter over columns: marks the same episodes as `episodeConditions` finds in SQL. */
export function markColumns(
  cached: CachedEpisodes,
  filter: Partial<EpisodeFilter>,
  sets: OutsideSets,
): RowMarks {
  const passes = [
    ...runPasses(cached, filter, sets.runs),
    ...taskPasses(cached, filter),
    ...outcomePasses(cached, filter),
    ...rangePasses(cached, filter),
    ...setPasses(cached, filter, sets),
  ]
  const marks = markAll(cached.columns.count)
  for (const pass of passes) pass(marks)
  return marks
}
