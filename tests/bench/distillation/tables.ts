import type { Estimate } from "@/lib/domain/stats/estimate"
import { exactMcNemar } from "@/lib/domain/stats/mcnemar"
import { meanInterval } from "@/lib/domain/stats/mean-interval"
import { pairedDifference } from "@/lib/domain/stats/paired-difference"
import type { Job, Results } from "./measure"

export interface Measured {
  job: Job
  results: Results[]
}

/** Two policies of one setting, seed by seed: element s holds what each did on the held-out tasks of seed s. */
interface Pairing {
  left: Results[]
  right: Results[]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function percent(share: number): string {
  return (100 * share).toFixed(1)
}

function points(share: number): string {
  return `${share >= 0 ? "+" : ""}${percent(share)}`
}

function interval({ low, high }: Estimate): string {
  return low === null || high === null ? "" : ` [${points(low)}, ${points(high)}]`
}

/** Mean difference with Student's t over seeds: each seed is a whole new experiment. */
function overSeeds(differences: readonly number[]): string {
  const sum = differences.reduce((total, difference) => total + difference, 0)
  const sumSq = differences.reduce((total, difference) => total + difference ** 2, 0)
  return `${points(mean(differences))}${interval(meanInterval({ n: differences.length, sum, sumSq }))}`
}

function rates(results: readonly Results[]): number[] {
  return results.map(({ success }) => mean(success.map(Number)))
}

function returns(results: readonly Results[]): number[] {
  return results.map(({ score }) => mean(score))
}

function subtract(left: readonly number[], right: readonly number[]): number[] {
  return left.map((value, index) => value - right[index]!)
}

/** All tasks of all seeds as pairs, the students taken as they came out: the bootstrap over tasks and McNemar's test. */
function overTasks({ left, right }: Pairing): string {
  const [ours, theirs] = [left, right].map((runs) => runs.flatMap(({ success }) => success.map(Number)))
  const differences = subtract(ours!, theirs!)
  const fixed = differences.filter((difference) => difference > 0).length
  const broken = differences.filter((difference) => difference < 0).length
  const p = exactMcNemar(fixed, broken)
  return `${interval(pairedDifference(ours!, theirs!)).trim()}, p ${p < 0.001 ? "< 0.001" : p.toFixed(3)}`
}

function row(results: readonly Results[], teacher: readonly Results[]): string {
  const [first] = results
  const isTeacher = first?.episodes === null
  const episodes = isTeacher ? "–" : Math.round(mean(results.map((one) => one.episodes ?? 0)))
  const cells = [
    isTeacher ? "the teacher" : first?.name,
    episodes,
    rates(results).map(percent).join(" "),
    percent(mean(rates(results))),
    percent(mean(returns(results))),
    isTeacher ? "–" : overSeeds(subtract(rates(results), rates(teacher))),
    isTeacher ? "–" : overTasks({ left: [...results], right: [...teacher] }),
  ]
  return `| ${cells.join(" | ")} |`
}

const HEAD = [
  "| policy | episodes | solved, % by seed | mean | return | points to the teacher [over seeds] | [over tasks], McNemar |",
  "| --- | --: | --- | --: | --: | --- | --- |",
]

/** One table a teacher: rates by seed, their mean, and the difference to the teacher in points. */
function teacherTable(measured: readonly Measured[]): string[] {
  const names = measured[0]?.results.map(({ name }) => name) ?? []
  const of = (name: string) => measured.flatMap(({ results }) => results.filter((one) => one.name === name))
  return [...HEAD, ...names.map((name) => row(of(name), of("teacher")))]
}

/** What importance weights add to the recipe they are put on. */
function weightsLine(measured: readonly Measured[], weighted: string, plain: string): string {
  const of = (name: string) => measured.flatMap(({ results }) => results.filter((one) => one.name === name))
  const pairing = { left: of(weighted), right: of(plain) }
  const success = overSeeds(subtract(rates(pairing.left), rates(pairing.right)))
  const score = overSeeds(subtract(returns(pairing.left), returns(pairing.right)))
  return `${weighted} against ${plain}, points: success ${success} over seeds, ${overTasks(pairing)} over tasks; return ${score}.`
}

const SPLIT_TITLES = { seeds: "held-out seeds", concept: "held-out concepts" }

/** Everything as Markdown: per split and teacher one table and one line about importance weights. */
export function formatTables(all: readonly Measured[], weighted: string, plain: string): string {
  const settings = Map.groupBy(all, ({ job }) => `Teacher ${job.preset}, ${SPLIT_TITLES[job.split]}`)
  const parts = [...settings].flatMap(([title, measured]) => [
    `### ${title}`,
    "",
    ...teacherTable(measured),
    "",
    weightsLine(measured, weighted, plain),
    "",
  ])
  return parts.join("\n")
}
