"use client"

import { useQuery } from "@tanstack/react-query"
import { Page } from "@/components/shell/page"
import { LoadError } from "@/components/ui/load-error"
import { PageHeader } from "@/components/ui/page-header"
import { routeQuery } from "@/lib/api-client/query"
import { listConnections } from "@/lib/contracts/connections"
import { listPlugins } from "@/lib/contracts/environments"
import { getExperiment } from "@/lib/contracts/experiments"
import { listPipelines } from "@/lib/contracts/pipelines"
import { listRuns } from "@/lib/contracts/runs"
import type { Rule } from "@/lib/domain/curation/rule"
import type { Weighting } from "@/lib/domain/curation/weighting"
import { DistillFields } from "./distill-fields"

export interface DistillViewProps {
  experimentId: string
  runId: string | null
  /** Who trains, when that was said in the address. */
  provider: string | null
  /** The recipe of the curation lab, when one comes from there. */
  rules: Rule[] | null
  weighting: Weighting
}

/** The one form between a run and a verdict about its student. */
export function DistillView({ experimentId, runId, provider, rules, weighting }: DistillViewProps) {
  const experiment = useQuery(routeQuery(getExperiment, { experimentId }))
  const runs = useQuery(routeQuery(listRuns, { experimentId }))
  const plugins = useQuery(routeQuery(listPlugins, {}))
  const pipelines = useQuery(routeQuery(listPipelines, { experimentId }))
  const connections = useQuery(routeQuery(listConnections, {}))
  const failed = [runs, plugins, connections, pipelines].find((query) => query.error)
  const name = experiment.data?.name ?? "Experiment"
  return (
    <Page crumbs={[{ label: name, href: `/experiments/${experimentId}` }, { label: "Distill a run" }]}>
      <PageHeader
        title="Distill a run"
        description="Its good episodes become a dataset, a small model trains on them, and both play the same held-out tasks. The page that follows says whether it worked."
      />
      {failed?.error && (
        <LoadError
          title="The form did not load."
          error={failed.error}
          onRetry={() => void failed.refetch()}
        />
      )}
      {runs.data && plugins.data && connections.data && pipelines.data && (
        <DistillFields
          experimentId={experimentId}
          runId={runId}
          provider={provider}
          sources={{
            runs: runs.data.items,
            plugins: plugins.data,
            connections: connections.data.items,
            pipelines: pipelines.data.items,
            rules,
            weighting,
          }}
        />
      )}
    </Page>
  )
}
