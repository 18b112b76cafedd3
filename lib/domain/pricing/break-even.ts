import { sortedQuantile } from "@/lib/domain/stats/bootstrap"
import type { Estimate } from "@/lib/domain/stats/estimate"

/** What the input of one side costs per episode when nothing of it is cached, and how much less when all of it is. USD. */
export interface CacheCosts {
  uncachedUsd: number
  savedUsd: number
}

/** One run on the shared tasks, every task counting alike. `draws` are the same means over bootstrap resamples of the tasks. */
export interface CostSide {
  name: string
  /** USD per episode as on record. */
  costUsd: number
  successRate: number
  /** Null where tokens or a price of cached input are missing. */
  cache: CacheCosts | null
  draws: {
    costUsd: number[]
    successRate: number[]
    /** Empty without `cache`. */
    uncachedUsd: number[]
    savedUsd: number[]
  }
}

export interface BreakEvenBasis {
  tasks: number
  episodes: number
  teacher: CostSide
  student: CostSide
}

export interface BreakEvenSettings {
  /** What is counted: attempts, or tasks solved (each costs its share of failed attempts). */
  per: "episode" | "success"
  /** How many of them a month. */
  volumePerMonth: number
  /** USD spent once; null is unknown. */
  oneOffUsd: number | null
  /** A server by the hour instead of the student's tokens; null bills the tokens. */
  dedicated: { usdPerHour: number; hoursPerMonth: number } | null
  /** Times today's price. */
  teacherFactor: number
  studentFactor: number
  /** The share of input tokens served from a cache (0..1); null takes costs as they are on record. */
  cachedRate: number | null
  /** The confidence level of every interval. */
  level: number
}

export type BreakEvenOutcome = "pays_back" | "never" | "nothing_to_pay" | "unknown"

export interface BreakEven {
  outcome: BreakEvenOutcome
  /** How many until the one-off cost is saved; null when never. An end is null where the data do not bound it. */
  count: Estimate
  months: Estimate
  /** USD saved by each, hosting included. */
  savingUsd: Estimate
  savingPerMonthUsd: Estimate
  teacherUsd: Estimate
  /** With its share of the hosting. */
  studentUsd: Estimate
  /** The interval holds a student that never pays back (or, where the outcome is never, one that does). */
  isUncertain: boolean
  /** The factor of the teacher's recorded price below which the student never pays back; null when unknown. */
  leastTeacherFactor: number | null
}

interface Moment {
  costUsd: number
  successRate: number
  uncachedUsd: number
  savedUsd: number
}

/**
 * After how many episodes (or successes) a student has earned back what it cost to make:
 * N = one-off / (teacher's cost - student's cost - hosting / volume), "never" where the difference is not positive.
 * Intervals are percentile bootstrap over the shared tasks, both sides resampled together and put through the formula, so
 * that a resample in which nothing is saved counts as never and can only be the upper end.
 * Source: the break-even quantity of cost-volume-profit analysis (C. T. Horngren et al., "Cost Accounting", chapter 3);
 * percentile bootstrap, Efron and Tibshirani (1993), chapter 13.
 */
export function computeBreakEven(basis: BreakEvenBasis, settings: BreakEvenSettings): BreakEven {
  const { volumePerMonth, oneOffUsd } = settings
  const hostingUsd = hostingPerUnit(settings)
  const resamples = basis.tasks < 2 ? 0 : basis.teacher.draws.costUsd.length
  const each = (at: (side: CostSide, draw: number | null) => Moment, draw: number | null) => {
    const teacher = unitCost(at(basis.teacher, draw), settings, settings.teacherFactor)
    const student =
      unitCost(at(basis.student, draw), settings, settings.dedicated ? 0 : settings.studentFactor) +
      hostingUsd
    return { teacher, student, saving: teacher - student }
  }
  const point = each(momentOf, null)
  const draws = Array.from({ length: resamples }, (_, draw) => each(momentOf, draw))
  const estimate = (value: number, replicates: readonly number[]) =>
    toEstimate(basis, value, replicates, settings.level)
  const counts = (saving: number) =>
    oneOffUsd === null || Number.isNaN(saving) ? Number.NaN : saving > 0 ? oneOffUsd / saving : Infinity
  const count = estimate(
    counts(point.saving),
    draws.map(({ saving }) => counts(saving)),
  )
  const savingUsd = estimate(
    point.saving,
    draws.map(({ saving }) => saving),
  )
  const outcome = decide(oneOffUsd, point.saving)
  const known = outcome === "pays_back" || outcome === "never"
  return {
    outcome,
    count,
    months: scale(count, 1 / volumePerMonth),
    savingUsd,
    savingPerMonthUsd: scale(savingUsd, volumePerMonth),
    teacherUsd: estimate(
      point.teacher,
      draws.map(({ teacher }) => teacher),
    ),
    studentUsd: estimate(
      point.student,
      draws.map(({ student }) => student),
    ),
    isUncertain: known && isSplit(savingUsd),
    leastTeacherFactor: leastFactor(point, settings.teacherFactor),
  }
}

/** How many a month it would take to pay back within so many months; null when no volume does. */
export function volumeToPayBackIn(
  months: number,
  { teacherUsd, studentUsd }: BreakEven,
  settings: BreakEvenSettings,
): number | null {
  const { oneOffUsd, dedicated } = settings
  if (oneOffUsd === null || months <= 0 || teacherUsd.value === null || studentUsd.value === null) return null
  const perMonth = dedicated ? dedicated.usdPerHour * dedicated.hoursPerMonth : 0
  const saved = teacherUsd.value - (studentUsd.value - hostingPerUnit(settings))
  return saved > 0 ? (oneOffUsd / months + perMonth) / saved : null
}

function hostingPerUnit({ dedicated, volumePerMonth }: BreakEvenSettings): number {
  return dedicated ? (dedicated.usdPerHour * dedicated.hoursPerMonth) / volumePerMonth : 0
}

function momentOf(side: CostSide, draw: number | null): Moment {
  const { costUsd, successRate, cache, draws } = side
  if (draw === null) {
    const { uncachedUsd, savedUsd } = cache ?? { uncachedUsd: Number.NaN, savedUsd: Number.NaN }
    return { costUsd, successRate, uncachedUsd, savedUsd }
  }
  return {
    costUsd: draws.costUsd[draw] as number,
    successRate: draws.successRate[draw] as number,
    uncachedUsd: draws.uncachedUsd[draw] ?? Number.NaN,
    savedUsd: draws.savedUsd[draw] ?? Number.NaN,
  }
}

function unitCost(moment: Moment, { per, cachedRate }: BreakEvenSettings, factor: number): number {
  const cached = moment.uncachedUsd - (cachedRate ?? 0) * moment.savedUsd
  const perEpisode = factor * (cachedRate === null || Number.isNaN(cached) ? moment.costUsd : cached)
  if (per === "episode" || perEpisode === 0) return perEpisode
  return moment.successRate > 0 ? perEpisode / moment.successRate : Infinity
}

function decide(oneOffUsd: number | null, saving: number): BreakEvenOutcome {
  if (oneOffUsd === null || Number.isNaN(saving)) return "unknown"
  if (saving <= 0) return "never"
  return oneOffUsd === 0 ? "nothing_to_pay" : "pays_back"
}

function isSplit({ low, high }: Estimate): boolean {
  return low === null || high === null || (low <= 0 && high > 0)
}

function leastFactor({ teacher, student }: { teacher: number; student: number }, factor: number) {
  const least = (student / teacher) * factor
  return Number.isFinite(least) ? least : null
}

function toEstimate(
  basis: BreakEvenBasis,
  value: number,
  replicates: readonly number[],
  level: number,
): Estimate {
  const sorted = Float64Array.from(replicates).sort()
  const end = (q: number) =>
    sorted.length === 0 || Number.isNaN(sorted.at(-1)) ? null : finite(sortedQuantile(sorted, q))
  return {
    value: finite(value),
    low: end((1 - level) / 2),
    high: end((1 + level) / 2),
    level,
    method: "percentile bootstrap over tasks",
    n: basis.episodes,
    tasks: basis.tasks,
  }
}

function scale(estimate: Estimate, by: number): Estimate {
  const times = (value: number | null) => (value === null ? null : finite(value * by))
  return { ...estimate, value: times(estimate.value), low: times(estimate.low), high: times(estimate.high) }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
