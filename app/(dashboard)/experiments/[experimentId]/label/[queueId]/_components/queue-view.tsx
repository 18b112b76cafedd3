"use client"

import { EyeSlashIcon } from "@phosphor-icons/react/dist/ssr/EyeSlash"
import { useQuery } from "@tanstack/react-query"
import { useQueryState } from "nuqs"
import { parseAsStringLiteral } from "nuqs/server"
import { Page } from "@/components/shell/page"
import { Badge } from "@/components/ui/badge"
import { LoadError } from "@/components/ui/load-error"
import { Tabs } from "@/components/ui/tabs"
import { routeQuery } from "@/lib/api-client/query"
import { getQueue } from "@/lib/contracts/queues"
import { QueuePeople } from "./queue-people"
import { ReviewSitting } from "./review-sitting"

const viewParser = parseAsStringLiteral(["review", "progress"])

/** One queue: its next item, or who has done what. */
export function QueueView({ experimentId, queueId }: { experimentId: string; queueId: string }) {
  const query = useQuery(routeQuery(getQueue, { experimentId, queueId }))
  const queue = query.data
  const works = queue?.mayReview === true && queue.closedAt === null
  const [chosen, setView] = useQueryState("view", viewParser)
  const view = works ? (chosen ?? "review") : "progress"
  const label = `/experiments/${experimentId}/label`
  return (
    <Page
      layout="work"
      crumbs={[
        { label: queue?.experimentName ?? "Experiment", href: `/experiments/${experimentId}` },
        { label: "Label", href: `${label}?view=queues` },
        { label: <h1>{queue?.name ?? "Queue"}</h1> },
      ]}
      actions={
        <>
          {queue?.blind && (
            <Badge tone="neutral" icon={<EyeSlashIcon />}>
              Blind
            </Badge>
          )}
          {works && (
            <Tabs
              value={view}
              onChange={(next) => {
                void setView(next)
                if (next === "progress") void query.refetch()
              }}
              options={[
                { value: "review", label: "Review" },
                { value: "progress", label: "Progress" },
              ]}
            />
          )}
        </>
      }
    >
      {query.error && (
        <LoadError
          title="The queue could not be read."
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {queue && view === "review" && <ReviewSitting queue={queue} />}
      {queue && view === "progress" && <QueuePeople queue={queue} />}
    </Page>
  )
}
