import { type EpisodeFilter, momentsOf } from "@/lib/contracts/episode-filter"
import type { RunRole } from "@/lib/contracts/runs"
import { NO_LABEL } from "@/lib/domain/curation/episode-columns"
import type { EpisodeIds } from "@/lib/domain/curation/episode-ids"
import { STOP_REASONS } from "@/lib/domain/episode"
import { verdictToNumber } from "@/lib/domain/label"
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

type Test = (row: number) => boolean

/** 1 at every row whose id is among some others. */
function markIds(ids: EpisodeIds, others: EpisodeIds): Uint8Array {
  const marks = new Uint8Array(ids.count)
  for (let other = 0; other < others.count; other++) {
    const row = ids.placeOf(others, other)
    if (ids.equals(row, others, other)) marks[row] = 1
  }
  return marks
}

function markTexts(ids: EpisodeIds, texts: Iterable<string>): Uint8Array {
  const marks = new Uint8Array(ids.count)
  for (const text of texts) {
    const row = ids.rowOf(text)
    if (row >= 0) marks[row] = 1
  }
  return marks
}

const isMarked =
  (marks: Uint8Array): Test =>
  (row) =>
    marks[row] === 1

/** Whether the number that a column has at a row is one of those with a 1. */
function isAmong(column: Int32Array, flags: Uint8Array): Test {
  return (row) => flags[column[row] as number] === 1
}

const RANGES = [
  ["score", "score", 1],
  ["costUsd", "costMicro", 1_000_000],
  ["latencyMs", "latencyMs", 1],
  ["stepCount", "steps", 1],
  ["contentTokens", "contentTokens", 1],
] as const

function rangeTests({ columns }: CachedEpisodes, filter: Partial<EpisodeFilter>): Test[] {
  const tests = RANGES.flatMap(([field, name, scale]): Test[] => {
    const min = filter[`${field}Min`]
    const max = filter[`${field}Max`]
    if (min === undefined && max === undefined) return []
    const column = columns[name]
    const low = min === undefined ? Number.NEGATIVE_INFINITY : min * scale
    const high = max === undefined ? Number.POSITIVE_INFINITY : max * scale
    return [(row) => (column[row] as number) >= low && (column[row] as number) <= high]
  })
  const { createdAtMin, createdAtMax } = filter
  const { createdAt } = columns
  if (createdAtMin) {
    const { first } = momentsOf(createdAtMin)
    tests.push((row) => (createdAt[row] as number) >= first)
  }
  if (createdAtMax) {
    const { last } = momentsOf(createdAtMax)
    tests.push((row) => (createdAt[row] as number) <= last)
  }
  return tests
}

function runTests(cached: CachedEpisodes, filter: Partial<EpisodeFilter>, runs: readonly RunFacts[]): Test[] {
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
  return [isAmong(cached.columns.runNo, flags)]
}

function taskTests(cached: CachedEpisodes, { taskKey, split, group }: Partial<EpisodeFilter>): Test[] {
  if (taskKey === undefined && !split?.length && group === undefined) return []
  const flags = Uint8Array.from(cached.tasks, (task) => {
    const fits =
      (taskKey === undefined || task.key === taskKey) &&
      (!split?.length || (task.split !== null && (split as readonly string[]).includes(task.split))) &&
      (group === undefined || task.group === group)
    return fits ? 1 : 0
  })
  return [isAmong(cached.columns.taskNo, flags)]
}

const SUCCESS = { success: 1, failure: 0, unknown: -1 } as const

const ERROR_REASON = STOP_REASONS.indexOf("error")

function outcomeTests({ columns }: CachedEpisodes, filter: Partial<EpisodeFilter>): Test[] {
  const { success, label, stopReason, errors, repaired } = columns
  const tests: Test[] = []
  const among = (column: Int8Array, numbers: readonly number[]) => {
    const wanted = new Set(numbers)
    tests.push((row) => wanted.has(column[row] as number))
  }
  if (filter.success?.length) {
    among(
      success,
      filter.success.map((state) => SUCCESS[state]),
    )
  }
  if (filter.label?.length) {
    among(
      label,
      filter.label.map((state) => (state === "unlabelled" ? NO_LABEL : verdictToNumber(state))),
    )
  }
  if (filter.stopReason?.length) {
    among(
      stopReason,
      filter.stopReason.map((reason) => STOP_REASONS.indexOf(reason)),
    )
  }
  if (filter.hasError !== undefined) {
    const { hasError } = filter
    tests.push((row) => ((errors[row] as number) > 0 || stopReason[row] === ERROR_REASON) === hasError)
  }
  if (filter.repaired !== undefined) {
    const wanted = filter.repaired ? 1 : 0
    tests.push((row) => repaired[row] === wanted)
  }
  return tests
}

function setTests(cached: CachedEpisodes, filter: Partial<EpisodeFilter>, sets: OutsideSets): Test[] {
  const { columns, ids } = cached
  const tests: Test[] = []
  if (sets.text) tests.push(isMarked(markIds(ids, sets.text)))
  if (sets.labelled) tests.push(isMarked(markTexts(ids, sets.labelled)))
  if (filter.tag !== undefined) {
    const { tag } = filter
    const flags = Uint8Array.from(columns.names.tags, (tags) => (tags.includes(tag) ? 1 : 0))
    const tagged = markTexts(ids, sets.tagged ?? [])
    tests.push((row) => flags[columns.tagsNo[row] as number] === 1 || tagged[row] === 1)
  }
  if (sets.hidden.size > 0) {
    const hidden = markTexts(ids, sets.hidden)
    tests.push((row) => hidden[row] === 0)
  }
  return tests
}

/** The filter over columns: the same episodes as `episodeConditions` finds in SQL. */
export function testColumns(cached: CachedEpisodes, filter: Partial<EpisodeFilter>, sets: OutsideSets): Test {
  const tests = [
    ...runTests(cached, filter, sets.runs),
    ...taskTests(cached, filter),
    ...outcomeTests(cached, filter),
    ...rangeTests(cached, filter),
    ...setTests(cached, filter, sets),
  ]
  return (row) => {
    for (const test of tests) if (!test(row)) return false
    return true
  }
}
