import { type EpisodeFilter, momentsOf } from "@/lib/contracts/episode-filter"
import { Conditions } from "@/lib/db/conditions"
import { verdictToNumber } from "@/lib/domain/label"

const SUCCESS_SQL = {
  success: "e.success",
  failure: "NOT e.success",
  unknown: "e.success IS NULL",
} as const

const RANGES = [
  ["score", "score", 1],
  ["costUsd", "costMicro", 1_000_000],
  ["latencyMs", "latencyMs", 1],
  ["stepCount", "stepCount", 1],
  ["contentTokens", "contentTokens", 1],
] as const

/** What was said and not taken back, or said otherwise, by its author. */
const LABELLED = `
  SELECT l."episodeId" FROM "Label" l
   WHERE l."experimentId" = ? AND l.value IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM "Label" n
      WHERE n."experimentId" = l."experimentId" AND n."episodeId" = l."episodeId" AND n.key = l.key AND n.name = l.name
        AND n."authorId" IS NOT DISTINCT FROM l."authorId" AND n."stepIdx" IS NOT DISTINCT FROM l."stepIdx"
        AND n.source = l.source AND n.adjudicated = l.adjudicated AND (n."createdAt", n.id) > (l."createdAt", l.id))`
const TAGGED = `l.key = 'tag' AND l.name = ? AND l."stepIdx" IS NULL`
const BY_LABELER = `l."authorId" = ANY(?::uuid[])`

/** Episodes that people gave a tag to. */
export function taggedEpisodes(experimentId: string, tag: string): Conditions {
  return new Conditions()
    .add(`e."experimentId" = ?`, experimentId)
    .add(`e.id IN (${LABELLED} AND ${TAGGED})`, experimentId, tag)
}

/** Episodes of which any of some people has said something. */
export function episodesOfLabelers(experimentId: string, labelerIds: readonly string[]): Conditions {
  return new Conditions()
    .add(`e."experimentId" = ?`, experimentId)
    .add(`e.id IN (${LABELLED} AND ${BY_LABELER})`, experimentId, labelerIds)
}

function addRanges(where: Conditions, filter: EpisodeFilter): void {
  for (const [field, column, scale] of RANGES) {
    const min = filter[`${field}Min`]
    const max = filter[`${field}Max`]
    if (min !== undefined) where.add(`e."${column}" >= ?::float8`, min * scale)
    if (max !== undefined) where.add(`e."${column}" <= ?::float8`, max * scale)
  }
}

function addTaskAndRun(where: Conditions, experimentId: string, filter: EpisodeFilter): void {
  where.addIf(filter.runId, `e."runId" = ANY(?::uuid[])`)
  const run = `e."runId" IN (SELECT id FROM "Run" WHERE "experimentId" = ?`
  if (filter.modelId?.length)
    where.add(`${run} AND "modelId" = ANY(?::uuid[]))`, experimentId, filter.modelId)
  if (filter.role?.length) where.add(`${run} AND role::text = ANY(?::text[]))`, experimentId, filter.role)
  const task = `e."taskNo" IN (SELECT no FROM "Task" WHERE "experimentId" = ?`
  if (filter.taskKey !== undefined) where.add(`${task} AND key = ?)`, experimentId, filter.taskKey)
  if (filter.split?.length) where.add(`${task} AND split = ANY(?::text[]))`, experimentId, filter.split)
  if (filter.group !== undefined) where.add(`${task} AND "group" = ?)`, experimentId, filter.group)
}

function addLabel(where: Conditions, states: NonNullable<EpisodeFilter["label"]>): void {
  const numbers = states.flatMap((state) => (state === "unlabelled" ? [] : [verdictToNumber(state)]))
  const unlabelled = states.includes("unlabelled") ? "e.label IS NULL OR " : ""
  where.add(`${unlabelled}e.label = ANY(?::int[])`, numbers)
}

function addTimes(where: Conditions, { createdAtMin, createdAtMax }: Partial<EpisodeFilter>): void {
  const iso = (time: number) => new Date(time).toISOString()
  if (createdAtMin) where.add(`e."createdAt" >= ?::timestamptz`, iso(momentsOf(createdAtMin).first))
  if (createdAtMax) where.add(`e."createdAt" <= ?::timestamptz`, iso(momentsOf(createdAtMax).last))
}

/**
 * The conditions of a filter over `"Episode" e`, but for its text, which is looked up (`lib/services/episode/select`); the first parameter
 * is the experiment.
 */
export function episodeConditions(experimentId: string, filter: Partial<EpisodeFilter>): Conditions {
  const where = new Conditions().add(`e."experimentId" = ?`, experimentId)
  addTaskAndRun(where, experimentId, filter)
  if (filter.success?.length) {
    where.add(filter.success.map((state) => `(${SUCCESS_SQL[state]})`).join(" OR "))
  }
  if (filter.label?.length) addLabel(where, filter.label)
  where.addIf(filter.stopReason, `e."stopReason" = ANY(?::text[])`)
  if (filter.tag !== undefined) {
    where.add(`? = ANY(e.tags) OR e.id IN (${LABELLED} AND ${TAGGED})`, filter.tag, experimentId, filter.tag)
  }
  if (filter.labelerId?.length) {
    where.add(`e.id IN (${LABELLED} AND ${BY_LABELER})`, experimentId, filter.labelerId)
  }
  if (filter.hasError !== undefined) {
    where.add(`(e."errorCount" > 0 OR e."stopReason" = 'error') = ?`, filter.hasError)
  }
  if (filter.repaired !== undefined) where.add(`e.repairs IS ${filter.repaired ? "NOT " : ""}NULL`)
  addRanges(where, filter)
  addTimes(where, filter)
  return where
}
