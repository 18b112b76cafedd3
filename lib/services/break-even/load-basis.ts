import type { BreakEvenAnswer } from "@/lib/contracts/break-even"
import type { PriceChoice } from "@/lib/contracts/prices"
import type { TaskOutcome } from "@/lib/db/compare.sql"
import type { Context } from "@/lib/db/context"
import type { BreakEvenBasis, CostSide } from "@/lib/domain/pricing/break-even"
import type { Price } from "@/lib/domain/pricing/price"
import { NO_TOKENS, type TokenTotals } from "@/lib/domain/pricing/price-as"
import { resampledMeans } from "@/lib/domain/stats/resampled-means"
import { readOutcomes } from "@/lib/services/compare/read-outcomes"
import { repriceRuns } from "@/lib/services/compare/reprice-runs"
import { readCurrentPrice } from "@/lib/services/model/current-price"
import { readTaskTokens } from "@/lib/services/run/task-tokens"

interface Pair {
  experimentId: string
  teacherRunId: string
  studentRunId: string
  split?: string[] | undefined
  group?: string[] | undefined
  priceAs?: PriceChoice[] | undefined
}

type Loaded = Pick<BreakEvenAnswer, "basis" | "reason" | "sharedTasks" | "cache">

interface Side {
  name: string
  outcomes: TaskOutcome[]
  tokens: ReadonlyMap<number, TokenTotals>
  price: Price | null
  recordedRate: number | null
}

/** Both runs on the tasks they share and whose every attempt has a cost on both sides, with joint resamples of them. */
export async function loadBasis(ctx: Context, pair: Pair): Promise<Loaded> {
  const [teacher, student] = await Promise.all([
    loadSide(ctx, pair, pair.teacherRunId),
    loadSide(ctx, pair, pair.studentRunId),
  ])
  const ofTeacher = new Map(teacher.outcomes.map((outcome) => [outcome.taskNo, outcome]))
  const shared = student.outcomes.flatMap((own) => {
    const other = ofTeacher.get(own.taskNo)
    return other ? [{ own, other }] : []
  })
  const priced = shared.filter(({ own, other }) => isPriced(own) && isPriced(other))
  const tasks = priced.map(({ own }) => own.taskNo)
  const cache = { teacher: describeCache(teacher, tasks), student: describeCache(student, tasks) }
  const rest = { sharedTasks: shared.length, cache }
  if (priced.length === 0) {
    return { basis: null, reason: whyUnknown(teacher, student, shared.length), ...rest }
  }
  const columns = [
    ...columnsOf(
      teacher,
      priced.map(({ other }) => other),
      cache.teacher.missing === null,
    ),
    ...columnsOf(
      student,
      priced.map(({ own }) => own),
      cache.student.missing === null,
    ),
  ]
  const draws = resampledMeans(columns)
  const basis: BreakEvenBasis = {
    tasks: priced.length,
    episodes: priced.reduce((sum, { own, other }) => sum + own.trials + other.trials, 0),
    teacher: toSide(teacher.name, columns.slice(0, 4), draws.slice(0, 4)),
    student: toSide(student.name, columns.slice(4), draws.slice(4)),
  }
  return { basis, reason: null, ...rest }
}

async function loadSide(ctx: Context, pair: Pair, runId: string): Promise<Side> {
  const { experimentId, split, group, priceAs } = pair
  const run = await ctx.db.prisma.run.findUniqueOrThrow({
    where: { experimentId_id: { experimentId, id: runId } },
    select: { experimentId: true, id: true, name: true, revision: true, modelId: true },
  })
  const [read] = await readOutcomes(ctx, {
    experimentId,
    runIds: [runId],
    ...(split ? { splits: split } : {}),
    ...(group ? { groups: group } : {}),
  })
  const recorded = read?.outcomes ?? []
  const repriced = await repriceRuns(ctx, { experimentId, runIds: [runId] }, () => recorded, priceAs ?? [])
  const whatIf = repriced.get(runId)
  return {
    name: run.name,
    outcomes: whatIf?.outcomes ?? recorded,
    tokens: await readTaskTokens(ctx, run),
    price: whatIf?.whatIf?.price ?? (await readCurrentPrice(ctx.db, run.modelId)),
    recordedRate: await readCachedRate(ctx, experimentId, runId),
  }
}

/** Cached over all input tokens, of the episodes that say how much was cached. */
async function readCachedRate(ctx: Context, experimentId: string, runId: string): Promise<number | null> {
  const { _sum } = await ctx.db.prisma.episode.aggregate({
    where: { experimentId, runId, cachedTokens: { not: null }, inputTokens: { gt: 0 } },
    _sum: { cachedTokens: true, inputTokens: true },
  })
  const { cachedTokens, inputTokens } = _sum
  return cachedTokens === null || !inputTokens ? null : Math.min(1, cachedTokens / inputTokens)
}

function isPriced({ trials, costCount, judged }: TaskOutcome): boolean {
  return trials > 0 && costCount === trials && judged === trials
}

function whyUnknown(teacher: Side, student: Side, sharedTasks: number): string {
  if (sharedTasks === 0) return `${student.name} and ${teacher.name} share no task.`
  const unpriced = [teacher, student].filter(({ outcomes }) => !outcomes.some(isPriced))
  const names = (unpriced.length > 0 ? unpriced : [teacher, student]).map(({ name }) => name).join(" and ")
  return `The cost of ${names} is not known on the shared tasks: set the prices of the model, or choose "Price as".`
}

function describeCache({ tokens, price, recordedRate }: Side, tasks: readonly number[]) {
  const counted = tasks.every((task) => {
    const { recorded, estimated, unknown } = tokens.get(task) ?? NO_TOKENS
    return recorded + estimated > 0 && unknown === 0
  })
  if (price === null) return { recordedRate, missing: "the price of its model is not known" }
  if (price.cachedUsdPerMTok === null)
    return { recordedRate, missing: "its price names none for cached input" }
  return { recordedRate, missing: counted ? null : "its tokens were not recorded" }
}

/** Cost, success, cost with nothing cached and what caching all of it saves: the mean of each task's attempts. */
function columnsOf(side: Side, outcomes: readonly TaskOutcome[], withCache: boolean): Float64Array[] {
  const { price, tokens } = side
  const perEpisode = (outcome: TaskOutcome, of: (totals: TokenTotals, price: Price) => number) => {
    const totals = tokens.get(outcome.taskNo)
    if (!withCache || !totals || !price) return Number.NaN
    return of(totals, price) / (totals.recorded + totals.estimated) / 1e6
  }
  const saved = (totals: TokenTotals, { inputUsdPerMTok, cachedUsdPerMTok }: Price) =>
    totals.inputTokens * (inputUsdPerMTok - (cachedUsdPerMTok ?? inputUsdPerMTok))
  const uncached = (totals: TokenTotals, { inputUsdPerMTok, outputUsdPerMTok }: Price) =>
    totals.inputTokens * inputUsdPerMTok + totals.outputTokens * outputUsdPerMTok
  return [
    Float64Array.from(outcomes, ({ costMicroSum, trials }) => costMicroSum / 1e6 / trials),
    Float64Array.from(outcomes, ({ successes, judged }) => successes / judged),
    Float64Array.from(outcomes, (outcome) => perEpisode(outcome, uncached)),
    Float64Array.from(outcomes, (outcome) => perEpisode(outcome, saved)),
  ]
}

function toSide(name: string, columns: readonly Float64Array[], draws: readonly Float64Array[]): CostSide {
  const mean = (index: number) => {
    const column = columns[index] as Float64Array
    return column.reduce((sum, value) => sum + value, 0) / column.length
  }
  const hasCache = !Number.isNaN(mean(2))
  // Six digits are far below the noise of a thousand resamples, and halve what goes to the browser.
  const drawn = (index: number) => Array.from(draws[index] ?? [], (value) => Number(value.toPrecision(6)))
  return {
    name,
    costUsd: mean(0),
    successRate: mean(1),
    cache: hasCache ? { uncachedUsd: mean(2), savedUsd: mean(3) } : null,
    draws: {
      costUsd: drawn(0),
      successRate: drawn(1),
      uncachedUsd: hasCache ? drawn(2) : [],
      savedUsd: hasCache ? drawn(3) : [],
    },
  }
}
