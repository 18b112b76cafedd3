"use client"

import { useQuery } from "@tanstack/react-query"
import { DeploymentPanel } from "@/components/distill/deployment-panel"
import { LoadError } from "@/components/ui/load-error"
import { routeQuery } from "@/lib/api-client/query"
import { listDeployments } from "@/lib/contracts/deployments"

const POLL_MS = 5000

/** Every endpoint that is billed at this moment, whatever page started it; nothing where there is none. */
export function RunningEndpoints() {
  const list = useQuery({
    ...routeQuery(listDeployments, {}),
    refetchInterval: ({ state }) => (state.data?.items.length ? POLL_MS : false),
  })
  if (list.error) {
    return (
      <LoadError
        title="The running endpoints did not load."
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    )
  }
  if (!list.data || list.data.items.length === 0) return null
  return (
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {list.data.items.map((deployment) => (
        <DeploymentPanel key={deployment.id} deployment={deployment} />
      ))}
    </div>
  )
}
