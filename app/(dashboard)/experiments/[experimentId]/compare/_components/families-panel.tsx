"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { formatCount } from "@/components/format/count"
import { Estimate } from "@/components/ui/estimate"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { Tabs } from "@/components/ui/tabs"
import { routeQuery } from "@/lib/api-client/query"
import { type ComparedPair, type ComparedRun, listComparedFamilies } from "@/lib/contracts/compare"
import type { RouteOutput } from "@/lib/contracts/route"
import type { CompareProps } from "./compare-props"

type Family = RouteOutput<typeof listComparedFamilies>["items"][number]

interface FamiliesPanelProps extends CompareProps {
  runs: readonly ComparedRun[]
  pair: ComparedPair
}

/** Where the pair differs by family or tag of the task, the largest loss first; absent where tasks have neither. */
export function FamiliesPanel(props: FamiliesPanelProps) {
  const { params, set } = props
  const families = useFamilies(props, "group")
  const tags = useFamilies(props, "tag")
  const hasFamilies = (families.data?.items.length ?? 0) > 1
  const hasTags = (tags.data?.items.length ?? 0) > 0
  const error = families.error ?? tags.error
  if (error)
    return (
      <LoadError
        title="The families could not be read."
        error={error}
        onRetry={() => void Promise.all([families.refetch(), tags.refetch()])}
      />
    )
  if (!hasFamilies && !hasTags) return null
  const by = hasFamilies && (params.by === "group" || !hasTags) ? "group" : "tag"
  const rows = (by === "group" ? families : tags).data?.items
  return (
    <Panel
      title={by === "group" ? "By task family" : "By tag"}
      note={`difference of success; conclusions adjusted over ${formatCount(rows?.length ?? 0)} rows`}
      actions={
        hasFamilies &&
        hasTags && (
          <Tabs
            value={by}
            onChange={(next) => set({ by: next })}
            options={[
              { value: "group" as const, label: "Family" },
              { value: "tag" as const, label: "Tag" },
            ]}
          />
        )
      }
    >
      <DataTable
        label={by === "group" ? "Task families of the pair" : "Tags of the pair"}
        size="compact"
        columns={columnsOf(props, by)}
        rows={rows}
        rowId={({ name }) => name ?? ""}
      />
    </Panel>
  )
}

function useFamilies({ experimentId, params, pair }: FamiliesPanelProps, by: "group" | "tag") {
  const { split, group, level } = params
  return useQuery({
    ...routeQuery(listComparedFamilies, {
      experimentId,
      teacherRunId: pair.teacherRunId,
      studentRunId: pair.studentRunId,
      ...(split.length > 0 ? { split } : {}),
      ...(group.length > 0 ? { group } : {}),
      level: level / 100,
      by,
    }),
    placeholderData: keepPreviousData,
  })
}

function columnsOf({ runs, pair, set }: FamiliesPanelProps, by: "group" | "tag"): Column<Family>[] {
  const nameOf = (runId: string) => runs.find(({ id }) => id === runId)?.name ?? "run"
  const rate = (side: "teacher" | "student", runId: string): Column<Family> => ({
    id: side,
    header: <span className="block max-w-44 truncate">{nameOf(runId)}</span>,
    align: "right",
    cell: (family) => <Estimate estimate={family[side]} unit="percent" />,
  })
  const choose = (name: string) =>
    set(by === "group" ? { family: name, tag: null } : { tag: name, family: null })
  return [
    {
      id: "name",
      header: by === "group" ? "Family" : "Tag",
      cell: ({ name }) =>
        name === null ? (
          <span className="text-kumo-subtle">no family</span>
        ) : (
          <button
            type="button"
            className="max-w-80 truncate font-medium text-accent max-md:max-w-40"
            title={`Show the tasks of ${name}`}
            onClick={() => choose(name)}
          >
            {name}
          </button>
        ),
    },
    { id: "tasks", header: "Tasks", align: "right", cell: ({ tasks }) => formatCount(tasks) },
    rate("teacher", pair.teacherRunId),
    rate("student", pair.studentRunId),
    {
      id: "difference",
      header: "Difference",
      align: "right",
      phone: true,
      cell: ({ difference }) => <Estimate estimate={difference} unit="points" />,
    },
    {
      id: "changes",
      header: "Broken · fixed · same",
      align: "right",
      cell: ({ broken, fixed, same }) => [broken, fixed, same].map((count) => formatCount(count)).join(" · "),
    },
    { id: "verdict", header: "Conclusion", cell: (family) => <Conclusion family={family} /> },
  ]
}

function Conclusion({ family: { verdict, adjustedP } }: { family: Family }) {
  const tone = { better: "text-good", worse: "text-bad", cannot_tell: "text-kumo-subtle", inside_margin: "" }
  return (
    <span className={tone[verdict]} title={`Holm-adjusted p = ${adjustedP.toPrecision(2)}`}>
      {verdict === "cannot_tell" ? "cannot tell" : verdict}
    </span>
  )
}
