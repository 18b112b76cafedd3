"use client"

import Link from "next/link"
import { useQueryStates } from "nuqs"
import { episodesHref } from "@/components/experiment/links"
import { formatCount } from "@/components/format/count"
import { Panel } from "@/components/ui/panel"
import { Tabs } from "@/components/ui/tabs"
import type { ExperimentRecord } from "@/lib/contracts/experiments"
import type { RunRecord } from "@/lib/contracts/runs"
import { overviewParsers } from "../search-params"
import { RunsTable } from "./runs-table"
import { RunsTools } from "./runs-tools"
import { TasksFilter, TasksTable } from "./tasks-table"

export interface OverviewPanelProps {
  experiment: ExperimentRecord
  runs: readonly RunRecord[] | undefined
  refetching: boolean
}

/** Runs and tasks here; episodes and datasets have pages of their own. */
export function OverviewPanel({ experiment, runs, refetching }: OverviewPanelProps) {
  const [{ tab }, setParams] = useQueryStates(overviewParsers)
  const { counts, id } = experiment
  return (
    <Panel
      refetching={refetching}
      title={
        <span className="flex items-center gap-1">
          <Tabs
            value={tab}
            onChange={(next) => setParams({ tab: next })}
            options={[
              { value: "runs", label: `Runs ${formatCount(counts.runs)}` },
              { value: "tasks", label: `Tasks ${formatCount(counts.tasks)}` },
            ]}
          />
          <PlaceLink href={episodesHref(id)}>Episodes {formatCount(counts.episodes)}</PlaceLink>
          <PlaceLink href={`/experiments/${id}/datasets`}>Datasets {formatCount(counts.datasets)}</PlaceLink>
        </span>
      }
      actions={tab === "runs" ? <RunsTools experimentId={id} /> : <TasksFilter />}
    >
      {tab === "runs" ? <RunsTable experiment={experiment} runs={runs} /> : <TasksTable experimentId={id} />}
    </Panel>
  )
}

function PlaceLink({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <Link
      href={href}
      className="rounded-md px-2 py-1 font-medium text-kumo-subtle text-note hover:bg-kumo-tint hover:text-kumo-default max-md:hidden"
    >
      {children}
    </Link>
  )
}
