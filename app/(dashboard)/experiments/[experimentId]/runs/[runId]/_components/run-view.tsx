"use client"

import { useQuery } from "@tanstack/react-query"
import { describeSuccessRule } from "@/components/experiment/success-rule"
import { LineageGraph } from "@/components/lineage/lineage-graph"
import { LiveStrip } from "@/components/live/live-strip"
import { runEntities } from "@/components/run/run-entities"
import { isRunning } from "@/components/run/run-progress"
import { ROLE_WORDS } from "@/components/run/run-role"
import { RunStatus } from "@/components/run/run-status"
import { Page } from "@/components/shell/page"
import { EntityMarker } from "@/components/ui/entity-marker"
import { LoadError } from "@/components/ui/load-error"
import { PageHeader } from "@/components/ui/page-header"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import { getExperiment } from "@/lib/contracts/experiments"
import { getRun, listRuns } from "@/lib/contracts/runs"
import { ConfigPanel } from "./config-panel"
import { CostFigures } from "./cost-figures"
import { EpisodesPanel } from "./episodes-panel"
import { OutcomeFigures } from "./outcome-figures"
import { PassKPanel } from "./pass-k-panel"
import { RunActions } from "./run-actions"
import { SpeedFigures } from "./speed-figures"
import { StopReasonsPanel } from "./stop-reasons-panel"
import { ToolsPanel } from "./tools-panel"

/** One run: how good, how dear, how fast, why its episodes ended, and what to do with them. */
export function RunView({ experimentId, runId }: { experimentId: string; runId: string }) {
  const query = useQuery(routeQuery(getRun, { experimentId, runId }))
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const siblings = useQuery(routeQuery(listRuns, { experimentId })).data?.items ?? []
  const experiments = { label: "Experiments", href: "/experiments" }
  const parent = { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` }
  const run = query.data
  if (!run || !experiment) {
    return (
      <Page crumbs={[experiments, parent, { label: "Run" }]}>
        {query.error && (
          <LoadError title="The run did not load." error={query.error} onRetry={() => void query.refetch()} />
        )}
      </Page>
    )
  }
  const entity = runEntities(siblings)(runId)
  return (
    <Page crumbs={[experiments, parent, { label: run.name }]} actions={<RunActions run={run} />}>
      <PageHeader
        title={
          <>
            <EntityMarker {...entity} running={isRunning(run)} size={14} />
            {run.name}
          </>
        }
        description={
          <>
            {ROLE_WORDS[run.role]} run of{" "}
            <TextLink href={`/models/${run.model.id}`} className="underline">
              {run.model.name}
            </TextLink>
            , success is {describeSuccessRule(experiment)}
          </>
        }
        facts={[{ label: "Status", value: <RunStatus run={run} /> }]}
      />
      <LiveStrip experimentId={experimentId} runId={runId} />
      <div className="grid gap-3 lg:grid-cols-3">
        <OutcomeFigures run={run} experiment={experiment} />
        <CostFigures run={run} />
        <SpeedFigures run={run} />
      </div>
      <div className="grid items-start gap-3 lg:grid-cols-3">
        <EpisodesPanel run={run} />
        <div className="flex min-w-0 flex-col gap-3">
          <StopReasonsPanel run={run} />
          <ToolsPanel run={run} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          {run.statistics.passK.length > 0 && <PassKPanel run={run} index={entity.index} />}
          <ConfigPanel run={run} />
        </div>
      </div>
      <LineageGraph kind="run" id={runId} />
    </Page>
  )
}
