import type { CostKind } from "@/lib/domain/episode"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { ENOUGH_TASKS } from "@/lib/domain/stats/paired-difference"
import type { Verdict } from "@/lib/domain/stats/verdict"

/** What the tasks are called in the sentence: `held-out tasks`, `shared tasks`. */
export interface VerdictWords {
  tasks?: string
}

const PRICES: Record<CostKind, string> = {
  reported: "as billed",
  computed: "at list prices",
  estimated: "estimated from prefix sums",
  notional: "at notional prices",
}

/**
 * The verdict in plain English. Every figure comes with its interval, the conclusion says no more than the interval does, and
 * tasks that only one run tried are mentioned.
 */
export function formatVerdict(verdict: Verdict, words: VerdictWords = {}): string {
  const { evidence, conclusion, leftOut, caution } = formatVerdictParts(verdict, words)
  return [evidence, conclusion, leftOut, caution].filter((part) => part !== "").join(" ")
}

/** The verdict in sentences, each of which may be empty. */
export interface VerdictParts {
  evidence: string
  conclusion: string
  /** The tasks that only one of them tried. */
  leftOut: string
  /** What the intervals cannot be trusted with. */
  caution: string
}

export function formatVerdictParts(
  verdict: Verdict,
  { tasks = "shared tasks" }: VerdictWords = {},
): VerdictParts {
  if (verdict.sharedTasks === 0) {
    const { student, teacher } = verdict
    const conclusion = `Nothing can be said: ${student.name} and ${teacher.name} share no task.`
    return { evidence: "", conclusion, leftOut: "", caution: "" }
  }
  const evidence = [
    ratesClause(verdict, tasks),
    differenceClause(verdict),
    costClause(verdict),
    latencyClause(verdict),
  ]
  const sentence = evidence.filter((clause) => clause !== "").join("; ")
  return {
    evidence: `${capitalise(sentence)}.`,
    conclusion: `${capitalise(conclude(verdict))}.`,
    leftOut: leftOutSentence(verdict),
    caution: cautionSentence(verdict),
  }
}

function ratesClause({ student, teacher, sharedTasks }: Verdict, tasks: string): string {
  const attempts = Math.max(student.successRate.n, teacher.successRate.n)
  const noun = sharedTasks === 1 ? tasks.replace(/s$/, "") : tasks
  const of =
    attempts > sharedTasks ? `of its attempts at ${sharedTasks} ${noun}` : `of ${sharedTasks} ${noun}`
  const method = student.successRate.method.replace("wilson", "Wilson")
  return `${student.name} solves ${percent(student.successRate)} ${of}, ${teacher.name} ${percent(teacher.successRate)} (${method})`
}

function differenceClause({ difference, test, family, adjustedP }: Verdict): string {
  const level = Number((difference.level * 100).toFixed(1))
  const points = (value: number) => signed(value * 100)
  const holm = family > 1 ? `, Holm-adjusted over ${family} pairs ${formatP(adjustedP)}` : ""
  const basis = `${level} % interval, ${difference.method}; ${test.method} ${formatP(test.p)}${holm}`
  return `paired difference ${withInterval(difference, points, " points")} (${basis})`
}

function costClause({ costRatio, costKind, student, teacher, sharedTasks }: Verdict): string {
  if (costRatio.tasks === 0) return "cost per success unknown"
  const prices = costKind ? ` ${PRICES[costKind]}` : ""
  const basis = `${coverage(costRatio.tasks, sharedTasks)}${prices}`
  if (costRatio.value === null) return `cost per success cannot be compared${basis}`
  if (costRatio.value === 0) return `${student.name} costs nothing${basis}`
  const ratio = withInterval(costRatio, asRatio, costRatio.value < 1 ? "" : " times")
  const unclear = spans(costRatio, 1) ? ", no clear difference" : ""
  return `cost per success ${ratio}${costRatio.value < 1 ? " of" : ""} that of ${teacher.name}${basis}${unclear}`
}

function coverage(tasks: number, sharedTasks: number): string {
  if (tasks === sharedTasks) return ""
  return ` on the ${tasks} of ${sharedTasks} tasks where both costs are known`
}

function latencyClause({ student, teacher }: Verdict): string {
  const own = student.latencyP95Ms.value
  const other = teacher.latencyP95Ms.value
  if (own === null || other === null) return ""
  return `p95 latency ${duration(own)} against ${duration(other)} as measured`
}

function conclude(verdict: Verdict): string {
  const { kind, student, teacher, isWorse } = verdict
  const margin = `${Number((verdict.margin * 100).toFixed(2))} points`
  switch (kind) {
    case "better":
      return `${student.name} is better than ${teacher.name} on these tasks`
    case "worse":
      return `${student.name} is worse than ${teacher.name} on these tasks`
    case "inside_margin":
      return isWorse
        ? `${student.name} is worse than ${teacher.name}, but by less than the margin of ${margin}`
        : `${student.name} is not worse than ${teacher.name} by more than the margin of ${margin}`
    case "cannot_tell":
      return `these tasks cannot tell the two apart${moreTasksClause(verdict)}`
  }
}

/** Above this a number of tasks is no plan. */
const MOST_TASKS = 100_000

function moreTasksClause({ moreTasks }: Verdict): string {
  if (moreTasks === null || moreTasks > MOST_TASKS) return ""
  const tasks = moreTasks === 1 ? "1 more task" : `about ${moreTasks.toLocaleString("en-US")} more tasks`
  return `; ${tasks} would, if the difference stays as it is (power 80 %)`
}

function cautionSentence({ costRatio }: Verdict): string {
  const isBootstrapped = costRatio.low !== null || costRatio.high !== null
  if (!isBootstrapped || costRatio.tasks >= ENOUGH_TASKS) return ""
  return `Below ${ENOUGH_TASKS} tasks bootstrap intervals, here that of the cost, are too narrow.`
}

function leftOutSentence({ student, teacher, sharedTasks }: Verdict): string {
  if (student.leftOut === 0 && teacher.leftOut === 0) return ""
  const parts = [student, teacher]
    .filter((side) => side.leftOut > 0)
    .map((side) => `${side.leftOut} that only ${side.name} tried`)
  return `Compared on the ${sharedTasks} tasks both tried; left out: ${parts.join(", ")}.`
}

function percent(rate: Estimate): string {
  return withInterval(rate, (value) => (value * 100).toFixed(1), " %")
}

function withInterval(
  { value, low, high }: Estimate,
  format: (value: number) => string,
  unit: string,
): string {
  if (value === null) return "unknown"
  if (low === null && high === null) return `${format(value)}${unit} (no interval)`
  const ends = [low, high].map((end) => (end === null ? "unbounded" : format(end)))
  return `${format(value)}${unit} [${ends.join(", ")}]`
}

function spans({ low, high }: Estimate, value: number): boolean {
  return (low ?? -Infinity) <= value && value <= (high ?? Infinity)
}

function signed(value: number): string {
  const text = value.toFixed(1)
  if (Number(text) === 0) return "0.0"
  return value > 0 ? `+${text}` : text
}

/** A share as one over something: 0.05 is 1/20; one and above as it is. */
function asRatio(value: number): string {
  return value > 0 && value < 1 ? `1/${threeDigits(1 / value)}` : threeDigits(value)
}

function threeDigits(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)))
}

function duration(latencyMs: number): string {
  if (latencyMs < 1000) return `${threeDigits(latencyMs)} ms`
  return `${threeDigits(latencyMs / 1000)} s`
}

function formatP(p: number): string {
  return p < 0.001 ? "p < 0.001" : `p = ${p.toPrecision(2)}`
}

/** Model names keep the spelling they have. */
function capitalise(sentence: string): string {
  return sentence.replace(/^the(?=se\b|\b)/, "The")
}
