"use client"

import { useQuery } from "@tanstack/react-query"
import { Page } from "@/components/shell/page"
import { Empty } from "@/components/ui/empty"
import { LoadError } from "@/components/ui/load-error"
import { PageHeader } from "@/components/ui/page-header"
import { Panel } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { routeQuery } from "@/lib/api-client/query"
import { getExperiment } from "@/lib/contracts/experiments"
import { listMonitors } from "@/lib/contracts/monitors"
import { CreateMonitorButton } from "./create-monitor-button"
import { isChecking } from "./is-checking"
import { MonitorPanel } from "./monitor-panel"

const POLL_MS = 2000

/** Deployed models that are evaluated again and again, each with its checks over time. */
export function MonitorsView({ experimentId }: { experimentId: string }) {
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const monitors = useQuery({
    ...routeQuery(listMonitors, { experimentId }),
    refetchInterval: ({ state }) => (state.data?.items.some(isChecking) ? POLL_MS : false),
  })
  const items = monitors.data?.items
  const create = <CreateMonitorButton experimentId={experimentId} />
  return (
    <Page
      crumbs={[
        { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` },
        { label: "Compare", href: `/experiments/${experimentId}/compare` },
        { label: "Monitors" },
      ]}
      actions={items && items.length > 0 && create}
    >
      <PageHeader
        title="Monitors"
        description="A deployed student is evaluated again on a schedule, on the tasks of its baseline run, and flagged when it has become worse."
      />
      {monitors.error && (
        <Panel>
          <LoadError
            title="The monitors could not be loaded."
            error={monitors.error}
            onRetry={() => void monitors.refetch()}
          />
        </Panel>
      )}
      {!items && !monitors.error && <Skeleton className="h-60" />}
      {items?.length === 0 && (
        <Panel>
          <Empty title="Nothing is watched yet" actions={create}>
            Choose a run that was evaluated here: its tasks are tried again every week, with other seeds.
          </Empty>
        </Panel>
      )}
      {items?.map((monitor) => (
        <MonitorPanel key={monitor.id} experimentId={experimentId} monitor={monitor} />
      ))}
    </Page>
  )
}
