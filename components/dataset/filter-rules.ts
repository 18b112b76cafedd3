import type { EpisodeFilterValues, FilterKey } from "@/components/episode/filter-params"
import { activeFilters } from "@/components/episode/filter-params"
import type { RangeColumn, Rule } from "@/lib/domain/curation/rule"

export interface FilterRules {
  rules: Rule[]
  /** Filters that no rule of a recipe can say. */
  unsaid: FilterKey[]
}

const RANGES = [
  ["costUsd", "costMicro", 1_000_000],
  ["latencyMs", "latencyMs", 1],
  ["stepCount", "steps", 1],
  ["contentTokens", "contentTokens", 1],
] as const satisfies [string, RangeColumn, number][]

const scale = (value: number | null, by: number) => (value === null ? null : value * by)

function rangeRules(filter: EpisodeFilterValues): Rule[] {
  const rules: Rule[] = RANGES.flatMap(([field, column, by]) => {
    const [min, max] = [filter[`${field}Min`], filter[`${field}Max`]]
    if (min === null && max === null) return []
    const ends = { min: scale(min, by), max: scale(max, by) }
    return [{ type: "range" as const, enabled: true, column, ...ends, keepUnknown: false }]
  })
  const { scoreMin: min, scoreMax: max } = filter
  if (min !== null || max !== null) {
    rules.unshift({ type: "threshold", enabled: true, metric: "score", min, max })
  }
  return rules
}

function choiceRules({ success, label, stopReason, tag, taskKey, group }: EpisodeFilterValues): Rule[] {
  const rules: Rule[] = []
  const keep = success?.length === 1 ? success[0] : undefined
  if (keep === "success" || keep === "failure") rules.push({ type: "success", enabled: true, keep })
  if (label?.length) {
    const states = label.map((state) => (state === "unlabelled" ? ("none" as const) : state))
    rules.push({ type: "label", enabled: true, keep: states })
  }
  if (stopReason?.length) rules.push({ type: "stopReason", enabled: true, mode: "in", reasons: stopReason })
  if (tag) rules.push({ type: "tags", enabled: true, mode: "any", tags: [tag] })
  if (taskKey || group) {
    const tasks = taskKey ? [taskKey] : []
    rules.push({
      type: "tasks",
      enabled: true,
      mode: "keep",
      tasks,
      groups: taskKey || !group ? [] : [group],
    })
  }
  return rules
}

/** Runs are no rule: a recipe names them apart. */
const SAID: ReadonlySet<FilterKey> = new Set<FilterKey>([
  ...(["runId", "label", "stopReason", "tag", "taskKey", "group", "scoreMin", "scoreMax"] as const),
  ...(["costUsdMin", "costUsdMax", "latencyMsMin", "latencyMsMax", "stepCountMin", "stepCountMax"] as const),
  ...(["contentTokensMin", "contentTokensMax"] as const),
])

/** A filter of the list as rules that choose the same episodes. */
export function filterRules(filter: EpisodeFilterValues): FilterRules {
  const unsaid = activeFilters(filter).filter((key) => {
    if (key === "success") return filter.success?.length !== 1 || filter.success[0] === "unknown"
    // Of a task and a family at once a rule would keep both.
    if (key === "group") return filter.taskKey !== null
    return !SAID.has(key)
  })
  return { rules: [...choiceRules(filter), ...rangeRules(filter)], unsaid }
}
