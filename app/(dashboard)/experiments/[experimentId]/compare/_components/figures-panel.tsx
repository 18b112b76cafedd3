"use client"

import { BrushedRow } from "@/components/charts/brushed-row"
import { TableMenu } from "@/components/charts/table-menu"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { runHref } from "@/components/experiment/links"
import { formatCount } from "@/components/format/count"
import { formatDuration } from "@/components/format/duration"
import { formatPercent } from "@/components/format/percent"
import { describeCostKind } from "@/components/run/cost-kind"
import { EntityName } from "@/components/ui/entity-name"
import { Estimate } from "@/components/ui/estimate"
import { Panel } from "@/components/ui/panel"
import { TextLink } from "@/components/ui/text-link"
import type { ComparedPair, ComparedRun, Comparison } from "@/lib/contracts/compare"
import type { Estimate as EstimateValue } from "@/lib/domain/stats/estimate"
import type { CompareProps } from "./compare-props"
import { figuresTable } from "./figures-table"
import { commonK } from "./quality"

interface FiguresPanelProps extends CompareProps {
  comparison: Comparison
  pair: ComparedPair
}

/** All figures of every run with their intervals, and the difference to the run it is held against. */
export function FiguresPanel(props: FiguresPanelProps) {
  const { params, comparison } = props
  const unequal = new Set(comparison.runs.map(({ tasks }) => tasks)).size > 1
  const note = params.shared
    ? `on the ${formatCount(comparison.sharedTasks)} tasks that every run tried`
    : unequal
      ? `each run on its own tasks: they differ, ${formatCount(comparison.sharedTasks)} are shared by all`
      : `on the same ${formatCount(comparison.sharedTasks)} tasks`
  return (
    <Panel
      title="Figures"
      note={note}
      // A row is painted by itself, so that brushing one does not paint hundreds anew.
      className="[&_tbody_tr]:relative [&_tbody_tr]:z-0 [&_td+td]:pl-1 [&_th+th]:pl-1 [&_tr[data-brushed]]:bg-accent-tint [&_tr[data-brushed]]:shadow-[inset_2px_0_0_var(--wn-accent)]"
      actions={<TableMenu table={figuresTable(comparison)} fileName="figures" />}
    >
      <DataTable
        label="Figures of every run"
        size="compact"
        columns={columnsOf(props)}
        rows={comparison.runs}
        rowId={({ id }) => id}
      />
    </Panel>
  )
}

function columnsOf({ experimentId, entityOf, comparison }: FiguresPanelProps): Column<ComparedRun>[] {
  const differenceOf = (run: ComparedRun) =>
    comparison.pairs.find(({ studentRunId }) => studentRunId === run.id)?.difference
  const isTimed = comparison.runs.some(({ latencyMs }) => latencyMs.p50.n > 0)
  const isPartlyPriced = comparison.runs.some(({ costCoverage }) => costCoverage !== null && costCoverage < 1)
  const k = commonK(comparison.runs)
  const columns: (Column<ComparedRun> | false)[] = [
    {
      id: "name",
      header: "Run",
      cell: (run) => (
        <>
          <BrushedRow id={run.id} />
          <TextLink
            href={runHref(experimentId, run.id)}
            className="inline-flex max-w-90 text-kumo-default! max-md:max-w-42"
            title={run.name}
          >
            <EntityName {...entityOf(run.id)} name={run.name} />
          </TextLink>
        </>
      ),
    },
    {
      id: "n",
      header: "n / tasks",
      align: "right",
      cell: ({ n, tasks }) => (
        <span className="whitespace-nowrap">
          {formatCount(n)} / {formatCount(tasks)}
        </span>
      ),
    },
    {
      id: "success",
      header: "Success",
      align: "right",
      phone: true,
      cell: (run) => <Estimate estimate={run.successRate} unit="percent" strong />,
    },
    {
      id: "difference",
      header: "Difference",
      align: "right",
      cell: (run) => <Estimate estimate={differenceOf(run)} unit="points" />,
    },
    {
      id: "score",
      header: "Score",
      align: "right",
      cell: (run) => <Estimate estimate={run.meanScore} unit="score" />,
    },
    k !== null && {
      id: "passK",
      header: `pass^${k}`,
      align: "right",
      cell: ({ passK }) => <Estimate estimate={passK[k - 1]} unit="percent" />,
    },
    {
      id: "cost",
      header: "Cost / task",
      align: "right",
      cell: (run) => <Cost run={run} estimate={run.costPerTaskUsd} marked />,
    },
    {
      id: "costPerSuccess",
      header: "Cost / success",
      align: "right",
      cell: (run) => <Cost run={run} estimate={run.costPerSuccessUsd} marked={false} />,
    },
    isPartlyPriced && {
      id: "coverage",
      header: "Priced",
      align: "right",
      cell: ({ costCoverage }) => formatPercent(costCoverage, 0),
    },
    isTimed && {
      id: "latency",
      header: "p50 · p95",
      align: "right",
      cell: ({ latencyMs: { p50, p95 } }) => (
        <span className="whitespace-nowrap">
          {formatDuration(p50.value)} · {formatDuration(p95.value)}
        </span>
      ),
    },
  ]
  return columns.filter((column) => column !== false)
}

/** How the cost of a run is known; a what-if says whose price it is. */
function describeKind({ costKinds: kinds, costCoverage: coverage, whatIf }: ComparedRun) {
  const words = describeCostKind({ kinds, coverage })
  return whatIf ? { mark: "what-if", sentence: `${words.sentence} Priced as ${whatIf.price.name}.` } : words
}

interface CostProps {
  run: ComparedRun
  estimate: EstimateValue
  marked: boolean
}

/** With a mark of how it is known; the sentence behind it in full on the pointer. */
function Cost({ run, estimate, marked }: CostProps) {
  const { mark, sentence } = describeKind(run)
  if (estimate.value === null) {
    return (
      <span className="text-kumo-subtle" title={sentence}>
        unknown
      </span>
    )
  }
  return (
    <span className="inline-flex items-baseline gap-1 whitespace-nowrap" title={sentence}>
      <Estimate estimate={estimate} unit="usd" />
      {marked && <span className="text-kumo-subtle text-note">{mark}</span>}
    </span>
  )
}
