"use client"

import { useQuery } from "@tanstack/react-query"
import { useRoutePages } from "@/components/data-table/use-route-pages"
import { isActive } from "@/components/distill/words"
import { Page } from "@/components/shell/page"
import { LoadError } from "@/components/ui/load-error"
import { PageHeader } from "@/components/ui/page-header"
import { routeQuery } from "@/lib/api-client/query"
import { listEvaluations } from "@/lib/contracts/evaluations"
import { getExperiment } from "@/lib/contracts/experiments"
import { EvaluationsPanel } from "./evaluations-panel"
import { NewEvaluationPanel } from "./new-evaluation-panel"

const POLL_MS = 1000

/** A model plays an environment's tasks; below, how far each such evaluation is. */
export function EvaluateView({ experimentId }: { experimentId: string }) {
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const list = useRoutePages(
    listEvaluations,
    { experimentId },
    { refetchInterval: (items) => (items.some(({ status }) => isActive(status)) ? POLL_MS : false) },
  )
  return (
    <Page
      crumbs={[
        { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` },
        { label: "New evaluation" },
      ]}
    >
      <PageHeader
        title="New evaluation"
        description="A model attempts an environment's tasks, and its attempts become a run of this experiment."
      />
      {list.error && (
        <LoadError
          title="The evaluations did not load."
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      )}
      <div className="grid items-start gap-3 xl:grid-cols-2">
        {experiment && <NewEvaluationPanel experiment={experiment} />}
        <EvaluationsPanel evaluations={list.items} {...(list.more ? { onMore: list.more } : {})} />
      </div>
    </Page>
  )
}
