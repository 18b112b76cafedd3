import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { RememberExperiment } from "@/components/experiment/remember-experiment"
import { getPageContext } from "@/lib/auth/page-context"
import { getJudgeAgreement as getAgreementRoute, getJudge as getJudgeRoute } from "@/lib/contracts/judges"
import { getJudge } from "@/lib/services/judge/get"
import { getJudgeAgreement } from "@/lib/services/judge/get-agreement"
import { prefetchRoute } from "../../../../../prefetch"
import { JudgeView } from "./_components/judge-view"

export const metadata: Metadata = { title: "Judge" }

interface JudgePageProps {
  params: Promise<{ experimentId: string; judgeId: string }>
}

export default async function JudgePage({ params }: JudgePageProps) {
  const ctx = await getPageContext()
  const { experimentId, judgeId } = await params
  const client = new QueryClient()
  const input = { experimentId, judgeId }
  await prefetchRoute(client, getJudgeRoute, input, (parsed) => getJudge(ctx, parsed))
  await prefetchRoute(client, getAgreementRoute, input, (parsed) => getJudgeAgreement(ctx, parsed))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RememberExperiment experimentId={experimentId} />
      <JudgeView key={judgeId} experimentId={experimentId} judgeId={judgeId} />
    </HydrationBoundary>
  )
}
