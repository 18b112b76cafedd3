import type { Column } from "@/components/data-table/column"
import { formatCount } from "@/components/format/count"
import { formatDuration } from "@/components/format/duration"
import { formatTimes } from "@/components/format/ratio"
import { formatScore } from "@/components/format/score"
import { UNKNOWN } from "@/components/format/unknown"
import { formatUsd } from "@/components/format/usd"
import { timesCheaper } from "@/components/run/best-run"
import { CostEstimate } from "@/components/run/cost-estimate"
import type { RunEntity } from "@/components/run/run-entities"
import { RunName } from "@/components/run/run-name"
import { isRunning } from "@/components/run/run-progress"
import { ROLE_WORDS } from "@/components/run/run-role"
import { RunStatus } from "@/components/run/run-status"
import { teacherOf } from "@/components/run/teacher-of"
import { Estimate } from "@/components/ui/estimate"
import { Sparkline } from "@/components/ui/sparkline"
import type { RunRecord } from "@/lib/contracts/runs"

export interface RunColumnOptions {
  metric: string
  entityOf: (runId: string) => RunEntity
  runs: readonly RunRecord[]
}

/** Columns that no run fills are left out. */
export function runColumns({ metric, entityOf, runs }: RunColumnOptions): Column<RunRecord>[] {
  const some = (has: (statistics: RunRecord["statistics"]) => boolean) =>
    runs.some((run) => has(run.statistics))
  const teacherMark = (run: RunRecord) => {
    const teacher = teacherOf(run, runs)
    return teacher ? entityOf(teacher.id) : undefined
  }
  const columns: (Column<RunRecord> | false)[] = [
    {
      id: "model",
      header: "Model and lineage",
      cell: (run) => {
        const mark = teacherMark(run)
        return (
          <span className="flex max-w-90 max-md:max-w-42" title={run.name}>
            <RunName run={run} entity={entityOf(run.id)} {...(mark ? { teacher: mark } : {})} />
          </span>
        )
      },
    },
    { id: "role", header: "Role", cell: ({ role }) => ROLE_WORDS[role] },
    {
      id: "n",
      header: "n",
      align: "right",
      sortable: "descending",
      cell: (run) => formatCount(run.statistics.n),
    },
    {
      id: "success",
      header: "Success",
      align: "right",
      sortable: "descending",
      phone: true,
      cell: (run) => (
        <Estimate estimate={run.statistics.successRate} unit="percent" strong partial={isRunning(run)} />
      ),
    },
    {
      id: "score",
      header: `Mean ${metric}`,
      align: "right",
      sortable: "descending",
      cell: (run) => <Estimate estimate={run.statistics.meanScore} unit="score" />,
    },
    {
      id: "cost",
      header: "Cost / task",
      align: "right",
      sortable: true,
      cell: (run) => <CostEstimate cost={run.statistics.cost} />,
    },
    {
      id: "costPerSuccess",
      header: "Cost / success",
      align: "right",
      sortable: true,
      cell: (run) => formatUsd(run.statistics.cost.perSuccessUsd),
    },
    latency("p50"),
    latency("p95"),
    some(({ passK }) => passK.length > 0) && {
      id: "passK",
      header: "pass^k",
      cell: (run) => <PassK run={run} index={entityOf(run.id).index} />,
    },
    runs.some(({ role }) => role === "student") && {
      id: "cheaper",
      header: "vs teacher",
      align: "right",
      cell: (run) => <Cheaper times={timesCheaper(run, teacherOf(run, runs))} />,
    },
    { id: "status", header: "Status", cell: (run) => <RunStatus run={run} /> },
  ]
  return columns.filter((column) => column !== false)
}

function latency(quantile: "p50" | "p95"): Column<RunRecord> {
  return {
    id: quantile,
    header: quantile,
    align: "right",
    sortable: true,
    cell: (run) => (
      <span className="whitespace-nowrap">{formatDuration(run.statistics.latencyMs[quantile])}</span>
    ),
  }
}

function PassK({ run, index }: { run: RunRecord; index: number | null }) {
  const { passK } = run.statistics
  const last = passK.at(-1)
  if (!last) return <span className="text-kumo-subtle">{UNKNOWN}</span>
  return (
    <span className="inline-flex items-center gap-1.5 tabular" title={`pass^${last.k}`}>
      <Sparkline
        values={passK.map(({ value }) => value)}
        index={index}
        label={`pass^k from 1 to ${last.k}: ${passK.map(({ value }) => formatScore(value, 2)).join(", ")}`}
      />
      {formatScore(last.value, 2)}
    </span>
  )
}

function Cheaper({ times }: { times: number | null }) {
  if (times === null) return <span className="text-kumo-subtle">{UNKNOWN}</span>
  const [factor, word] = times >= 1 ? [times, "cheaper"] : [1 / times, "dearer"]
  return (
    <span className="whitespace-nowrap">
      <span className="font-medium">{formatTimes(factor)}</span>{" "}
      <span className="text-kumo-subtle">{word}</span>
    </span>
  )
}
