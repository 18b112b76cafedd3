"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useQueryState } from "nuqs"
import { useEffect, useRef } from "react"
import { PublishedFigures } from "@/components/experiment/published-figures"
import { RemovalStrip } from "@/components/experiment/removal-strip"
import { describeSuccessRule } from "@/components/experiment/success-rule"
import { LiveStrip } from "@/components/live/live-strip"
import { isRunning } from "@/components/run/run-progress"
import { Page } from "@/components/shell/page"
import { usePermission } from "@/components/shell/viewer"
import { LoadError } from "@/components/ui/load-error"
import { PageHeader } from "@/components/ui/page-header"
import { StatusDot } from "@/components/ui/status-dot"
import { routeQuery } from "@/lib/api-client/query"
import { type ExperimentRecord, getExperiment } from "@/lib/contracts/experiments"
import { listRuns } from "@/lib/contracts/runs"
import { listTasks } from "@/lib/contracts/tasks"
import { overviewParsers } from "../search-params"
import { CostPanel } from "./cost-panel"
import { ExperimentActions } from "./experiment-actions"
import { LoopPanel } from "./loop-panel"
import { NextStepStrip } from "./next-step-strip"
import { NoRuns } from "./no-runs"
import { OverviewPanel } from "./overview-panel"

/** One experiment: its question, the next best action, its runs, the picture, and where the loop stands. */
export function ExperimentView({ experimentId }: { experimentId: string }) {
  const experiment = useQuery({
    ...routeQuery(getExperiment, { experimentId }),
    refetchInterval: ({ state }) => (state.data?.recomputing ? 1000 : false),
  })
  const runs = useQuery({
    ...routeQuery(listRuns, { experimentId }),
    refetchInterval: ({ state }) => (state.data?.items.some(isRunning) ? 2000 : false),
  })
  useRefreshAfterRecomputing(experiment.data?.recomputing ?? false)
  if (!experiment.data) {
    return (
      <Page crumbs={[{ label: "Experiments", href: "/experiments" }, { label: "Experiment" }]}>
        {experiment.error && (
          <LoadError
            title="The experiment did not load."
            error={experiment.error}
            onRetry={() => void experiment.refetch()}
          />
        )}
      </Page>
    )
  }
  const { name, question } = experiment.data
  const items = runs.data?.items
  return (
    <Page
      crumbs={[{ label: "Experiments", href: "/experiments" }, { label: name }]}
      actions={<ExperimentActions experiment={experiment.data} />}
    >
      <PageHeader
        title={<Title experiment={experiment.data} />}
        description={question || <AddQuestion />}
        {...(experiment.data.origin === "published" ? {} : { facts: facts(experiment.data) })}
      />
      <RemovalStrip experimentId={experimentId} />
      <LiveStrip experimentId={experimentId} />
      {experiment.data.origin === "published" ? (
        <PublishedFigures experimentId={experimentId} />
      ) : items?.length === 0 ? (
        <NoRuns experiment={experiment.data} />
      ) : (
        <>
          {items && <NextStepStrip experiment={experiment.data} runs={items} />}
          {runs.error && (
            <LoadError
              title="The runs did not load."
              error={runs.error}
              onRetry={() => void runs.refetch()}
            />
          )}
          <OverviewPanel
            experiment={experiment.data}
            runs={items}
            refetching={runs.isFetching && !runs.isPending}
          />
          <div className="grid gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
            <CostPanel experiment={experiment.data} runs={items ?? []} />
            <LoopPanel experiment={experiment.data} runs={items ?? []} />
          </div>
        </>
      )}
    </Page>
  )
}

function AddQuestion() {
  const [, setEdit] = useQueryState("edit", overviewParsers.edit)
  if (!usePermission("experiment.write")) return null
  return (
    <button
      type="button"
      onClick={() => void setEdit("open")}
      className="rounded-sm text-kumo-subtle underline decoration-dotted underline-offset-2 hover:text-kumo-default"
    >
      Say which question it answers
    </button>
  )
}

function Title({ experiment }: { experiment: ExperimentRecord }) {
  return (
    <>
      {experiment.name}
      {experiment.archivedAt && <span className="font-normal text-body text-kumo-subtle">archived</span>}
    </>
  )
}

function facts(experiment: ExperimentRecord) {
  const success = describeSuccessRule(experiment)
  return [
    { label: "Primary metric", value: experiment.primaryMetric },
    {
      label: "Success",
      value: experiment.recomputing ? <StatusDot tone="running">{success}, recomputing</StatusDot> : success,
    },
  ]
}

/** When the job that applies a new success rule is done, everything it changed is read again. */
function useRefreshAfterRecomputing(recomputing: boolean): void {
  const client = useQueryClient()
  const before = useRef(recomputing)
  useEffect(() => {
    if (before.current && !recomputing) {
      for (const route of [listRuns, listTasks]) void client.invalidateQueries({ queryKey: [route.id] })
    }
    before.current = recomputing
  }, [client, recomputing])
}
