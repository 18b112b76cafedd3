"use client"

import { useQuery } from "@tanstack/react-query"
import { formatCount } from "@/components/format/count"
import { Meter } from "@/components/ui/meter"
import { routeQuery } from "@/lib/api-client/query"
import { getCurationLoading } from "@/lib/contracts/curation"

const PERIOD = 400

/** How far the server is with a first answer; nothing while it is quick. */
export function LoadingEpisodes({ experimentId }: { experimentId: string }) {
  const { data } = useQuery({
    ...routeQuery(getCurationLoading, { experimentId }),
    refetchInterval: PERIOD,
    gcTime: 0,
  })
  const loading = data?.loading
  if (!loading || loading.of === 0) return null
  const text = `Loading episodes ${formatCount(loading.rows)} of ${formatCount(loading.of)}`
  return (
    <div
      className="flex items-center gap-3 border-kumo-hairline border-b px-3.5 py-2 text-note"
      role="status"
    >
      <span className="tabular">{text}</span>
      <div className="w-48 max-w-full">
        <Meter fraction={loading.rows / loading.of} label={text} tone="bar" />
      </div>
    </div>
  )
}
