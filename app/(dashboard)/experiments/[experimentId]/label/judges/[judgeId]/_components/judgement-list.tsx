"use client"

import { useInfiniteQuery } from "@tanstack/react-query"
import { useState } from "react"
import { LoadMore } from "@/components/data-table/pager"
import { isActive } from "@/components/distill/words"
import { showHidden } from "@/components/transcript/visible-text"
import { LabelDot } from "@/components/ui/label-dot"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table"
import { Tabs } from "@/components/ui/tabs"
import { TextLink } from "@/components/ui/text-link"
import { call } from "@/lib/api-client/call"
import {
  type JUDGEMENT_STATES,
  type JudgementRecord,
  type JudgeRunRecord,
  listJudgements,
} from "@/lib/contracts/judges"

type State = (typeof JUDGEMENT_STATES)[number]

const NOTHING: Record<State, string> = {
  done: "Nothing is judged yet.",
  disagreed: "It says what people say, wherever both have judged.",
  failed: "Nothing failed.",
}

/** What a run said of each episode, where people say otherwise, and what failed. */
export function JudgementList({ run }: { run: JudgeRunRecord }) {
  const { experimentId, judgeId, id: runId, counts } = run
  const [state, setState] = useState<State>("done")
  const path = { experimentId, judgeId, runId, state }
  const list = useInfiniteQuery({
    queryKey: [listJudgements.id, path, "pages"],
    queryFn: ({ pageParam }) =>
      call(listJudgements, { ...path, limit: 50, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ nextAfter }) => nextAfter,
    refetchInterval: isActive(run.status) ? 3000 : false,
  })
  const rows = list.data?.pages.flatMap(({ items }) => items)
  return (
    <Panel
      title="What it said"
      refetching={list.isRefetching}
      actions={
        <Tabs<State>
          value={state}
          onChange={setState}
          options={[
            { value: "done", label: "Judged" },
            { value: "disagreed", label: "Other than people" },
            { value: "failed", label: counts.failed > 0 ? `Failed (${counts.failed})` : "Failed" },
          ]}
        />
      }
    >
      {list.error && (
        <LoadError
          title="The judgements could not be read."
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.isPending && <Skeleton className="m-3.5 h-24" />}
      {rows?.length === 0 && <p className="px-3.5 py-3 text-kumo-subtle">{NOTHING[state]}</p>}
      {rows && rows.length > 0 && (
        <>
          <Judgements experimentId={experimentId} rows={rows} />
          <LoadMore
            shown={rows.length}
            count={state === "disagreed" ? null : counts[state]}
            onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
            loading={list.isFetchingNextPage}
          />
        </>
      )}
    </Panel>
  )
}

function Judgements({ experimentId, rows }: { experimentId: string; rows: readonly JudgementRecord[] }) {
  return (
    <Table>
      <thead>
        <tr>
          <TableHead>Task</TableHead>
          <TableHead>Judge</TableHead>
          <TableHead>People</TableHead>
          <TableHead>Reason</TableHead>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ pos, episodeId, taskKey, verdict, human, reason, error }) => (
          <TableRow key={pos}>
            <TableCell>
              <TextLink href={`/experiments/${experimentId}/episodes/${episodeId}`}>
                {showHidden(taskKey)}
              </TextLink>
            </TableCell>
            <TableCell>
              <Said verdict={verdict} />
            </TableCell>
            <TableCell>
              <Said verdict={human} />
            </TableCell>
            <TableCell>
              <span className={error ? "text-bad" : ""} title={showHidden(error ?? reason ?? "")}>
                {showHidden(error ?? reason ?? "")}
              </span>
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}

function Said({ verdict }: { verdict: JudgementRecord["verdict"] }) {
  if (verdict === null) return <span className="text-kumo-subtle">–</span>
  return (
    <span className="inline-flex items-center gap-1.5">
      <LabelDot verdict={verdict} /> {verdict}
    </span>
  )
}
