"use client"

import { EyeSlashIcon } from "@phosphor-icons/react/dist/ssr/EyeSlash"
import { StackIcon } from "@phosphor-icons/react/dist/ssr/Stack"
import { useRouter } from "next/navigation"
import { useState } from "react"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { LoadMore } from "@/components/data-table/pager"
import { useRoutePages } from "@/components/data-table/use-route-pages"
import { formatCount } from "@/components/format/count"
import { Badge } from "@/components/ui/badge"
import { Checkbox } from "@/components/ui/checkbox"
import { Empty } from "@/components/ui/empty"
import { LoadError } from "@/components/ui/load-error"
import { Meter } from "@/components/ui/meter"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { TextLink } from "@/components/ui/text-link"
import { listQueues, type QueueRecord } from "@/lib/contracts/queues"
import { NewQueue } from "./new-queue"
import { QueueMenu } from "./queue-menu"

function queueHref({ experimentId, id }: QueueRecord): string {
  return `/experiments/${experimentId}/label/${id}`
}

const COLUMNS: Column<QueueRecord>[] = [
  {
    id: "name",
    header: "Queue",
    cell: (queue) => (
      <span className="flex items-center gap-2">
        <TextLink href={queueHref(queue)}>{queue.name}</TextLink>
        {queue.closedAt && <Badge tone="neutral">closed</Badge>}
        {queue.blind && <EyeSlashIcon aria-label="Blind" className="text-kumo-subtle" />}
      </span>
    ),
  },
  {
    id: "progress",
    header: "Reviews",
    phone: true,
    width: "260px",
    cell: ({ counts }) => {
      const words = `${formatCount(counts.submitted)} of ${formatCount(counts.reviews)}`
      return (
        <span className="flex items-center gap-2">
          <Meter
            fraction={counts.reviews === 0 ? null : counts.submitted / counts.reviews}
            label={words}
            className="w-24 shrink-0"
          />
          {words}
        </span>
      )
    },
  },
  { id: "items", header: "Items", align: "right", cell: ({ counts }) => formatCount(counts.items) },
  { id: "each", header: "Reviews each", align: "right", cell: ({ reviewsPerItem }) => reviewsPerItem },
  { id: "mine", header: "Yours", align: "right", cell: ({ mine }) => formatCount(mine.submitted) },
  { id: "made", header: "Made", align: "right", cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  { id: "menu", header: "", align: "right", width: "44px", cell: (queue) => <QueueMenu queue={queue} /> },
]

/** Every queue of the experiment, with what one may do. */
export function ReviewQueues({ experimentId }: { experimentId: string }) {
  const [mine, setMine] = useState(false)
  const router = useRouter()
  const list = useRoutePages(listQueues, { experimentId, limit: 50, ...(mine ? { mine } : {}) })
  return (
    <div className="mx-auto w-full max-w-[1100px] overflow-y-auto p-3.5">
      <Panel
        title="Review queues"
        refetching={list.refetching}
        actions={
          <>
            <Checkbox label="Assigned to me" checked={mine} onChange={setMine} />
            <NewQueue experimentId={experimentId} />
          </>
        }
      >
        {list.error ? (
          <LoadError
            title="The queues could not be read."
            error={list.error}
            onRetry={() => void list.refetch()}
          />
        ) : (
          <DataTable
            label="Review queues"
            columns={COLUMNS}
            rows={list.items}
            rowId={({ id }) => id}
            onOpen={(queue) => router.push(queueHref(queue))}
            keys="Queues"
            empty={
              <Empty icon={<StackIcon />} title={mine ? "Nothing is assigned to you" : "No queue yet"}>
                A queue hands its episodes to several people, so many reviews each, and nobody gets one twice.
              </Empty>
            }
            footer={
              <LoadMore
                shown={list.items?.length ?? 0}
                count={null}
                onMore={list.more}
                loading={list.loadingMore}
              />
            }
          />
        )}
      </Panel>
    </div>
  )
}
