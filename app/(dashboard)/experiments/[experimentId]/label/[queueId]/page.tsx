import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { RememberExperiment } from "@/components/experiment/remember-experiment"
import { getPageContext } from "@/lib/auth/page-context"
import { getQueue as getQueueRoute } from "@/lib/contracts/queues"
import { getQueue } from "@/lib/services/queue/get"
import { prefetchRoute } from "../../../../prefetch"
import { QueueView } from "./_components/queue-view"

export const metadata: Metadata = { title: "Review" }

interface QueuePageProps {
  params: Promise<{ experimentId: string; queueId: string }>
}

/** Reads the queue alone: nothing of its episodes may come with the document. */
export default async function QueuePage({ params }: QueuePageProps) {
  const ctx = await getPageContext()
  const { experimentId, queueId } = await params
  const client = new QueryClient()
  await prefetchRoute(client, getQueueRoute, { experimentId, queueId }, (parsed) => getQueue(ctx, parsed))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RememberExperiment experimentId={experimentId} />
      <QueueView key={queueId} experimentId={experimentId} queueId={queueId} />
    </HydrationBoundary>
  )
}
