import type { EpisodeFilter } from "@/lib/contracts/episode-filter"
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

/** The conditions of a filter over `"Episode" e`; its first parameter is the experiment. */
export function episodeConditions(experimentId: string, filter: Partial<EpisodeFilter>): Conditions {
  const where = new Conditions().add(`e."experimentId" = ?`, experimentId)
  addTaskAndRun(where, experimentId, filter)
  if (filter.success?.length) {
    where.add(filter.success.map((state) => `(${SUCCESS_SQL[state]})`).join(" OR "))
  }
  if (filter.label?.length) addLabel(where, filter.label)
  where.addIf(filter.stopReason, `e."stopReason" = ANY(?::text[])`)
  where.addIf(filter.tag, "? = ANY(e.tags)")
  if (filter.hasError !== undefined) {
    where.add(`(e."errorCount" > 0 OR e."stopReason" = 'error') = ?`, filter.hasError)
  }
  if (filter.repaired !== undefined) where.add(`e.repairs IS ${filter.repaired ? "NOT " : ""}NULL`)
  addRanges(where, filter)
  return where
}
