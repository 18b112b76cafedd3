"use client"

import { TableMenu } from "@/components/charts/table-menu"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { formatCount } from "@/components/format/count"
import { EntityName } from "@/components/ui/entity-name"
import { Estimate } from "@/components/ui/estimate"
import { Panel } from "@/components/ui/panel"
import type { ComparedPair, Comparison } from "@/lib/contracts/compare"
import type { CompareProps } from "./compare-props"
import { describeRatio, formatP, pairsTable } from "./pairs-table"

interface PairsPanelProps extends CompareProps {
  comparison: Comparison
  pair: ComparedPair
}

/** Every pair that was judged, with p-values adjusted for looking at all of them; absent where there is only one. */
export function PairsPanel(props: PairsPanelProps) {
  const { comparison, pair, refetching, set } = props
  const { pairs, runs } = comparison
  if (pairs.length < 2) return null
  const all = pairs.length === (runs.length * (runs.length - 1)) / 2
  return (
    <Panel
      title="All pairs"
      note={`${all ? "every pair" : "every run against its reference"}, on the tasks each shares; p adjusted by Holm over ${pairs.length} pairs, and the conclusions use it`}
      refetching={refetching}
      actions={<TableMenu table={pairsTable(comparison)} fileName="pairs" />}
    >
      <DataTable
        label="All pairs of runs"
        size="compact"
        columns={columnsOf(props)}
        rows={pairs}
        rowId={pairId}
        selected={new Set([pairId(pair)])}
        onOpen={({ studentRunId, teacherRunId }) => set({ run: studentRunId, against: teacherRunId })}
      />
    </Panel>
  )
}

function pairId({ studentRunId, teacherRunId }: ComparedPair): string {
  return `${studentRunId} ${teacherRunId}`
}

function columnsOf({ comparison, entityOf, set }: PairsPanelProps): Column<ComparedPair>[] {
  const nameOf = (runId: string) => comparison.runs.find(({ id }) => id === runId)?.name ?? "run"
  const side = (runId: string) => (
    <span className="inline-flex max-w-60 max-2xl:max-w-44 max-md:max-w-30">
      <EntityName {...entityOf(runId)} name={nameOf(runId)} />
    </span>
  )
  return [
    {
      id: "pair",
      header: "Run against run",
      cell: ({ studentRunId, teacherRunId }) => (
        <button
          type="button"
          className="inline-flex items-baseline gap-1.5 max-md:flex-col max-md:gap-0 max-md:py-1.5 max-md:leading-4"
          onClick={() => set({ run: studentRunId, against: teacherRunId })}
        >
          {side(studentRunId)}
          <span className="text-kumo-subtle">against</span>
          {side(teacherRunId)}
        </button>
      ),
    },
    { id: "tasks", header: "Shared", align: "right", cell: ({ sharedTasks }) => formatCount(sharedTasks) },
    {
      id: "difference",
      header: "Difference",
      align: "right",
      cell: ({ difference }) => <Estimate estimate={difference} unit="points" />,
    },
    {
      id: "discordant",
      header: "Fixed · broken",
      align: "right",
      cell: ({ test }) => `${formatCount(test.fixed)} · ${formatCount(test.broken)}`,
    },
    {
      id: "p",
      header: "p",
      align: "right",
      cell: ({ test }) => (
        <span className="whitespace-nowrap" title={test.method}>
          {formatP(test.p)}
        </span>
      ),
    },
    {
      id: "adjusted",
      header: "p, Holm",
      align: "right",
      cell: ({ test }) => <span className="whitespace-nowrap">{formatP(test.adjustedP)}</span>,
    },
    {
      id: "cost",
      header: "Cost / success",
      align: "right",
      cell: ({ costRatio }) => (
        <span
          className="whitespace-nowrap"
          title={`n = ${costRatio.n} on ${costRatio.tasks} tasks, ${costRatio.method}`}
        >
          {describeRatio(costRatio)}
        </span>
      ),
    },
    {
      id: "verdict",
      header: "Conclusion",
      phone: true,
      cell: (pair) => <span className={`block md:min-w-40 ${toneOf(pair)}`}>{concludeInWords(pair)}</span>,
    },
  ]
}

function toneOf({ verdict }: ComparedPair): string {
  if (verdict === "better") return "font-medium text-good"
  if (verdict === "worse") return "font-medium text-bad"
  return verdict === "inside_margin" ? "font-medium" : "text-kumo-subtle"
}

function concludeInWords({ verdict, isWorse, moreTasks }: ComparedPair): string {
  switch (verdict) {
    case "better":
      return "better"
    case "worse":
      return "worse"
    case "inside_margin":
      return isWorse ? "worse, inside the margin" : "inside the margin"
    case "cannot_tell":
      return moreTasks !== null && moreTasks <= 100_000
        ? `cannot tell, about ${formatCount(moreTasks)} more tasks would`
        : "cannot tell"
  }
}
