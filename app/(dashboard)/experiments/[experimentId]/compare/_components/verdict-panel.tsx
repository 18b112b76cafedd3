"use client"

import { formatCount, formatCountOf } from "@/components/format/count"
import { formatTimes } from "@/components/format/ratio"
import { EntityName } from "@/components/ui/entity-name"
import { Panel } from "@/components/ui/panel"
import { Select } from "@/components/ui/select"
import type { ComparedPair, ComparedRun, Comparison } from "@/lib/contracts/compare"
import { ENOUGH_TASKS } from "@/lib/domain/stats/paired-difference"
import type { CompareProps } from "./compare-props"

interface VerdictPanelProps extends CompareProps {
  comparison: Comparison
  pair: ComparedPair
}

const MARGINS = [0, 1, 2, 5, 10]
const LEVELS = [90, 95, 99] as const

/** One sentence about two runs that claims no more than its interval, and the figures behind it. */
export function VerdictPanel(props: VerdictPanelProps) {
  const { params, set, entityOf, refetching, comparison, pair } = props
  const { runs } = comparison
  const options = runs.map((run) => ({
    value: run.id,
    label: (
      <span className="flex max-w-80 max-md:max-w-56">
        <EntityName {...entityOf(run.id)} name={run.name} />
      </span>
    ),
  }))
  const nameOf = (runId: string) => runs.find(({ id }) => id === runId)?.name ?? "It"
  const choose = (run: string, against: string) => set({ run, against })
  const margins = [...new Set([...MARGINS, params.margin])].sort((a, b) => a - b)
  return (
    <Panel refetching={refetching}>
      <div className="flex flex-col gap-2 px-4 py-3.5">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 text-note">
          <Select
            label="Run"
            value={pair.studentRunId}
            onChange={(run) => choose(run, run === pair.teacherRunId ? pair.studentRunId : pair.teacherRunId)}
            options={options}
          />
          <span className="text-kumo-subtle">against</span>
          <Select
            label="Against"
            value={pair.teacherRunId}
            onChange={(against) =>
              choose(against === pair.studentRunId ? pair.teacherRunId : pair.studentRunId, against)
            }
            options={options}
          />
          <span className="text-kumo-subtle">{describeTasks(pair, runs)}</span>
          <span className="text-kumo-subtle max-md:hidden">·</span>
          <Select
            label="Margin"
            size="xs"
            value={String(params.margin)}
            onChange={(margin) => set({ margin: Number(margin) })}
            options={margins.map((points) => ({
              value: String(points),
              label: points === 0 ? "no margin" : `margin ${formatCountOf(points, "point")}`,
            }))}
          />
          <Select
            label="Confidence level"
            size="xs"
            value={String(params.level)}
            onChange={(level) => set({ level: LEVELS.find((one) => String(one) === level) })}
            options={LEVELS.map((level) => ({ value: String(level), label: `${level} % intervals` }))}
          />
        </div>
        <h1 className="text-balance font-semibold text-verdict max-md:text-figure">
          {pair.conclusion} {describeCost(pair, runs, nameOf(pair.studentRunId))}
        </h1>
        <p className="max-w-[1100px] text-body text-kumo-subtle tabular">
          {pair.evidence}{" "}
          {pair.sharedTasks > 0 &&
            `${formatCount(pair.test.broken)} broken, ${formatCount(pair.test.fixed)} fixed.`}{" "}
          {pair.leftOut} {detectableOf(pair)}
        </p>
        {cautionOf(pair, runs) && <p className="text-note text-warn">{cautionOf(pair, runs)}</p>}
      </div>
    </Panel>
  )
}

/** What these tasks could have shown, where they showed nothing. */
function detectableOf({ verdict, detectable, sharedTasks }: ComparedPair): string {
  if (verdict !== "cannot_tell" || detectable === null) return ""
  return `${formatCount(sharedTasks)} tasks like these show differences from ${(detectable * 100).toFixed(1)} points on (power 80 %).`
}

function cautionOf(pair: ComparedPair, runs: readonly ComparedRun[]): string {
  if (pair.caution) return pair.caution
  const few = runs.some(({ tasks }) => tasks > 0 && tasks < ENOUGH_TASKS)
  return few
    ? `Below ${ENOUGH_TASKS} tasks bootstrap intervals, here of scores, costs and pass^k, are too narrow.`
    : ""
}

function describeTasks(
  { sharedTasks, onlyTeacherTasks, onlyStudentTasks }: ComparedPair,
  runs: readonly ComparedRun[],
) {
  const shared = formatCountOf(sharedTasks, "shared task")
  const trials = Math.max(...runs.map((run) => (run.tasks > 0 ? run.n / run.tasks : 0)))
  const attempts =
    trials > 1 ? `, ${Number.isInteger(trials) ? trials : `up to ${trials.toFixed(1)}`} attempts each` : ""
  const alone = onlyTeacherTasks + onlyStudentTasks
  return `on ${shared}${attempts}${alone > 0 ? `, ${formatCount(alone)} tried by one of them only` : ""}`
}

/** Said only where the interval of the ratio leaves no doubt which one is cheaper. */
function describeCost(
  { costRatio, teacherRunId, studentRunId }: ComparedPair,
  runs: readonly ComparedRun[],
  name: string,
): string {
  const { value, low, high } = costRatio
  const whatIf = runs.some((run) => run.whatIf && [teacherRunId, studentRunId].includes(run.id))
  const prices = whatIf ? ", at what-if prices" : ""
  if (value === null || low === null || high === null || value <= 0) return ""
  if (high < 1) return `${name} is ${formatTimes(1 / value)} cheaper per success${prices}.`
  return low > 1 ? `${name} costs ${formatTimes(value)} as much per success${prices}.` : ""
}
