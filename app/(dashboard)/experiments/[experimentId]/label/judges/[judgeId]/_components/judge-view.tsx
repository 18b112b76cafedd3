"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useAtEnd } from "@/components/distill/use-at-end"
import { isActive } from "@/components/distill/words"
import { Page } from "@/components/shell/page"
import { showHidden } from "@/components/transcript/visible-text"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { LoadError } from "@/components/ui/load-error"
import { Skeleton } from "@/components/ui/skeleton"
import { routeQuery } from "@/lib/api-client/query"
import { getJudge, getJudgeAgreement, type JudgeDetail, listJudgements } from "@/lib/contracts/judges"
import { judgeName } from "../../../_components/judge-links"
import { NewJudge } from "../../../_components/new-judge"
import { JudgeAgreement } from "./judge-agreement"
import { JudgeFacts } from "./judge-facts"
import { JudgeRuns } from "./judge-runs"

function isMoving(judge: JudgeDetail | undefined): boolean {
  return judge !== undefined && (judge.recomputing || judge.runs.some(({ status }) => isActive(status)))
}

/** One judge: how far it agrees with people, what it may do, its runs, and its rubric. */
export function JudgeView({ experimentId, judgeId }: { experimentId: string; judgeId: string }) {
  const client = useQueryClient()
  const query = useQuery({
    ...routeQuery(getJudge, { experimentId, judgeId }),
    refetchInterval: ({ state }) => (isMoving(state.data as JudgeDetail | undefined) ? 1000 : false),
  })
  const judge = query.data
  useAtEnd(isMoving(judge), () => {
    for (const { id } of [getJudgeAgreement, listJudgements])
      void client.invalidateQueries({ queryKey: [id] })
  })
  const label = `/experiments/${experimentId}/label`
  return (
    <Page
      layout="work"
      crumbs={[
        { label: judge?.experimentName ?? "Experiment", href: `/experiments/${experimentId}` },
        { label: "Label", href: `${label}?view=judges` },
        { label: <h1>{judge ? showHidden(judgeName(judge)) : "Judge"}</h1> },
      ]}
      actions={
        judge && (
          <>
            <Badge tone={judge.allowed ? "good" : "neutral"}>
              {judge.allowed ? "counts" : "does not count"}
            </Badge>
            <NewJudge
              experimentId={experimentId}
              from={judge}
              trigger={(disabled) => <Button disabled={disabled}>New version</Button>}
            />
          </>
        )
      }
    >
      <div className="mx-auto grid h-full w-full max-w-[1100px] grid-cols-[minmax(0,1fr)] content-start gap-3 overflow-y-auto p-3.5">
        {query.error && (
          <LoadError
            title="The judge could not be read."
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        )}
        {query.isPending && <Skeleton className="h-48 w-full" />}
        {judge && (
          <>
            <JudgeAgreement judge={judge} />
            <JudgeRuns judge={judge} />
            <JudgeFacts judge={judge} />
          </>
        )}
      </div>
    </Page>
  )
}
