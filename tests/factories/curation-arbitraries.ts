import fc from "fast-check"
import type { EpisodeRow } from "@/lib/domain/curation/episode-columns"
import { LABEL_STATES, RANGE_COLUMNS, type Rule, SHARE_SCOPES, TIE_BREAKS } from "@/lib/domain/curation/rule"
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
  taskNo: smallCount,
  groupNo: fc.nat(2),
  runNo: fc.nat(2),
  contentGroup: fc.option(fc.nat(10), { nil: null }),
  steps: smallCount,
  contentTokens: fc.nat(1000),
  assistantTokens: fc.nat(100),
  costMicro: anyMoney,
  latencyMs: anyMoney,
  stopReason: fc.constantFrom(...STOP_REASONS),
})

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
)

export const anyRecipe = fc.array(anyRule, { maxLength: 6 })
