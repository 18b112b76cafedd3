import {
  createParser,
  createSerializer,
  parseAsArrayOf,
  parseAsInteger,
  parseAsStringLiteral,
} from "nuqs/server"
import type { z } from "zod"
import { parseAsId } from "@/components/episode/filter-params"
import { ruleSchema, rulesSchema } from "@/lib/contracts/recipes"
import { pairPlanSchema, weightingSchema } from "@/lib/contracts/weighting"
import type { PairPlan } from "@/lib/domain/curation/pair-plan"
import type { Rule } from "@/lib/domain/curation/rule"
import { SPLIT_UNITS, STRATA } from "@/lib/domain/curation/split-tasks"
import { NO_WEIGHTING, type Weighting } from "@/lib/domain/curation/weighting"
import { TRAINING_PRICE_IDS } from "@/lib/domain/pricing/training-price"

/** Where curation starts: an open threshold on the score, so that nothing but its slider decides. */
export const DEFAULT_RULES: Rule[] = [
  { type: "threshold", enabled: true, metric: "score", min: null, max: null },
]

/** Percent of the tasks for train, validation and test. */
export const DEFAULT_SHARES = [80, 20, 0]

export const DEFAULT_SEED = 7

/** Leaves out what the contract fills in again. */
function shorten(rule: Rule): Record<string, unknown> {
  let short: Record<string, unknown> = { ...rule }
  for (const [key, value] of Object.entries(rule)) {
    const { [key]: _, ...rest } = short
    const filled = new Map(Object.entries(ruleSchema.safeParse(rest).data ?? {}))
    if (JSON.stringify(filled.get(key)) === JSON.stringify(value)) short = rest
  }
  return short
}

/** The rules as compact JSON, what is default left out. */
export function writeRules(rules: readonly Rule[]): string {
  return JSON.stringify(rules.map(shorten))
}

/** Null for what is not JSON or not of the schema. */
function readJson<Value>(schema: z.ZodType<Value>, text: string): Value | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function isEqualJson(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

/** Null for what is no list of rules. */
export function readRules(text: string): Rule[] | null {
  return readJson(rulesSchema, text)
}

export const parseAsRules = createParser<Rule[]>({
  parse: readRules,
  serialize: writeRules,
  eq: (left, right) => writeRules(left) === writeRules(right),
})

const parseAsShares = createParser<number[]>({
  parse(text) {
    const shares = text.split("-").map(Number)
    const usable = shares.length === 3 && shares.every((share) => Number.isInteger(share) && share >= 0)
    return usable && shares.reduce((sum, share) => sum + share, 0) === 100 ? shares : null
  },
  serialize: (shares) => shares.join("-"),
  eq: (left, right) => left.join() === right.join(),
})

export const parseAsWeighting = createParser<Weighting>({
  parse: (text) => readJson(weightingSchema.unwrap(), text),
  serialize: (weighting) => JSON.stringify(weighting),
  eq: isEqualJson,
})

const parseAsPairs = createParser<PairPlan>({
  parse: (text) => readJson(pairPlanSchema, text),
  serialize: (pairs) => JSON.stringify(pairs),
  eq: isEqualJson,
})

/** Everything a colleague needs to see the same recipe: `?run=...&rules=[{"type":"success"}]`. */
export const recipeParsers = {
  run: parseAsArrayOf(parseAsId).withDefault([]),
  rules: parseAsRules.withDefault(DEFAULT_RULES),
  weights: parseAsWeighting.withDefault(NO_WEIGHTING),
  pairs: parseAsPairs,
  shares: parseAsShares.withDefault(DEFAULT_SHARES),
  seed: parseAsInteger.withDefault(DEFAULT_SEED),
  /** What a split never parts, and what every side gets its share of. */
  by: parseAsStringLiteral(SPLIT_UNITS).withDefault("task"),
  strata: parseAsStringLiteral(STRATA).withDefault("group"),
  /** The saved version that this began as. */
  recipe: parseAsId,
  /** Which rule is selected. */
  rule: parseAsInteger,
  /** At whose price the training of what is kept is estimated. */
  trainAt: parseAsStringLiteral(TRAINING_PRICE_IDS).withDefault("local"),
}

const serializeRecipe = createSerializer(recipeParsers)

/** The curation lab with a recipe opened in it. */
export function recipeHref(
  experimentId: string,
  recipe: { runIds: string[]; rules: Rule[]; weighting?: Weighting; pairs?: PairPlan | null; id?: string },
): string {
  const { runIds: run, rules, weighting: weights = null, pairs = null, id = null } = recipe
  const query = serializeRecipe({ run, rules, weights, pairs, recipe: id })
  return `/experiments/${experimentId}/curate${query}`
}
