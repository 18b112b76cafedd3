import fc from "fast-check"
import type { ColumnNameLists, EpisodeRow } from "@/lib/domain/curation/episode-columns"
import {
  BALANCE_MODES,
  LABEL_STATES,
  RANGE_COLUMNS,
  type Rule,
  SHARE_SCOPES,
  TAG_MODES,
  TEXT_SCOPES,
  TIE_BREAKS,
} from "@/lib/domain/curation/rule"
import { STOP_REASONS } from "@/lib/domain/episode"

/** Few distinct values, so that ties, caps and duplicates happen all the time. */
const someScore = fc.option(fc.constantFrom(0, 0.1, 0.25, 0.3, 0.5, 0.7, 0.9, 1), { nil: null, freq: 8 })
const smallCount = fc.nat(5)
const anyMoney = fc.option(fc.nat(4), { nil: null, freq: 4 })

export const anyEpisode: fc.Arbitrary<EpisodeRow> = fc.record({
  score: someScore,
  metrics: fc.record({ f1: fc.constantFrom(0, 0.2, 0.4, 1) }, { requiredKeys: [] }),
  success: fc.constantFrom(true, false, null),
  label: fc.constantFrom(null, -1, 0, 1),
  humanVerdicts: fc.nat(3),
  agreement: fc.constantFrom(null, 0.5, 2 / 3, 1),
  taskNo: smallCount,
  groupNo: fc.nat(2),
  runNo: fc.nat(2),
  contentGroup: fc.option(fc.nat(10), { nil: null }),
  nearGroup: fc.constantFrom(null, -1, 0, 1, 2, 3),
  nearTaskGroup: fc.constantFrom(null, -1, 0, 1, 2, 3, 4),
  tagsNo: fc.nat(2),
  trial: fc.nat(3),
  steps: smallCount,
  contentTokens: fc.nat(1000),
  assistantTokens: fc.nat(100),
  costMicro: anyMoney,
  latencyMs: anyMoney,
  errors: fc.nat(3),
  stopReason: fc.constantFrom(...STOP_REASONS),
})

/** What the numbers in any episode stand for. */
export const SOME_NAMES: ColumnNameLists = {
  tasks: ["a", "b", "c", "d", "e", "f"].map((key, index) => ({
    key,
    group: index < 4 ? `g${index % 2}` : null,
  })),
  tags: [[], ["red"], ["red", "blue"]],
}

export const anyEpisodes = fc.array(anyEpisode, { maxLength: 60 })

const enabled = fc.boolean()
const end = fc.option(fc.constantFrom(0, 0.25, 0.5, 1, 3), { nil: null })
const tieBreak = fc.shuffledSubarray([...TIE_BREAKS])

export const anyRule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ type: fc.constant("success" as const), enabled, keep: fc.constantFrom("success", "failure") }),
  fc.record({
    type: fc.constant("threshold" as const),
    enabled,
    metric: fc.constantFrom("score", "f1", "absent"),
    min: end,
    max: end,
  }),
  fc.record({ type: fc.constant("label" as const), enabled, keep: fc.subarray([...LABEL_STATES]) }),
  fc.record({
    type: fc.constant("stopReason" as const),
    enabled,
    mode: fc.constantFrom("in", "notIn"),
    reasons: fc.subarray([...STOP_REASONS]),
  }),
  fc.record({
    type: fc.constant("range" as const),
    enabled,
    column: fc.constantFrom(...RANGE_COLUMNS),
    min: end,
    max: end,
    keepUnknown: fc.boolean(),
  }),
  fc.record({
    type: fc.constant("taskCap" as const),
    enabled,
    max: fc.integer({ min: 1, max: 4 }),
    tieBreak,
  }),
  fc.record({
    type: fc.constant("topShare" as const),
    enabled,
    share: fc.constantFrom(0.1, 0.5, 0.9, 1),
    within: fc.constantFrom(...SHARE_SCOPES),
    tieBreak,
  }),
  fc.record({ type: fc.constant("duplicates" as const), enabled, tieBreak }),
  fc.record({
    type: fc.constant("nearDuplicates" as const),
    enabled,
    within: fc.constantFrom("task", "all"),
    tieBreak,
  }),
  fc.record({
    type: fc.constant("balance" as const),
    enabled,
    by: fc.constantFrom(...BALANCE_MODES),
    per: fc.constantFrom("task", "all"),
    count: fc.integer({ min: 1, max: 9 }),
    tieBreak,
  }),
  fc.record({
    type: fc.constant("agreement" as const),
    enabled,
    people: fc.integer({ min: 1, max: 3 }),
    share: fc.constantFrom(0.5, 2 / 3, 1),
  }),
  fc.record({
    type: fc.constant("context" as const),
    enabled,
    window: fc.constantFrom(100, 500, 900),
    reserve: fc.constantFrom(0, 50),
    model: fc.constantFrom(null, "a model"),
  }),
  fc.record({
    type: fc.constant("tags" as const),
    enabled,
    mode: fc.constantFrom(...TAG_MODES),
    tags: fc.subarray(["red", "blue", "green"], { minLength: 1 }),
  }),
  fc.record({
    type: fc.constant("tasks" as const),
    enabled,
    mode: fc.constantFrom("keep", "drop"),
    tasks: fc.subarray(["a", "b", "e", "z"]),
    groups: fc.subarray(["g0", "g1"]),
  }),
  fc.record({
    type: fc.constant("text" as const),
    enabled,
    mode: fc.constantFrom("with", "without"),
    within: fc.constantFrom(...TEXT_SCOPES),
    text: fc.constantFrom("sorry", "Sorry", "refund"),
  }),
  fc.record({
    type: fc.constant("mask" as const),
    enabled,
    errors: fc.boolean(),
    labelled: fc.boolean(),
    tools: fc.subarray(["think", "respond"]),
  }),
  fc.record({ type: fc.constant("corrections" as const), enabled }),
)

export const anyRecipe = fc.array(anyRule, { maxLength: 6 })
