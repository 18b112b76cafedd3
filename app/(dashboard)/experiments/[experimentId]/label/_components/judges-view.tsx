"use client"

import { GavelIcon } from "@phosphor-icons/react/dist/ssr/Gavel"
import { useRouter } from "next/navigation"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { LoadMore } from "@/components/data-table/pager"
import { useRoutePages } from "@/components/data-table/use-route-pages"
import { isActive, STATUS_WORDS } from "@/components/distill/words"
import { formatCount } from "@/components/format/count"
import { formatUsd } from "@/components/format/usd"
import { showHidden } from "@/components/transcript/visible-text"
import { Badge } from "@/components/ui/badge"
import { Empty } from "@/components/ui/empty"
import { LoadError } from "@/components/ui/load-error"
import { Meter } from "@/components/ui/meter"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusDot } from "@/components/ui/status-dot"
import { TextLink } from "@/components/ui/text-link"
import { type JudgeRecord, listJudges } from "@/lib/contracts/judges"
import { judgeHref, judgeName } from "./judge-links"
import { NewJudge } from "./new-judge"

const COLUMNS: Column<JudgeRecord>[] = [
  {
    id: "name",
    header: "Judge",
    cell: (judge) => (
      <span className="flex items-center gap-2">
        <TextLink href={judgeHref(judge)}>{showHidden(judgeName(judge))}</TextLink>
        <Badge tone={judge.allowed ? "good" : "neutral"}>{judge.allowed ? "counts" : "does not count"}</Badge>
        {judge.latestRun?.trusted === false && <Badge tone="bad">untrusted</Badge>}
      </span>
    ),
  },
  { id: "model", header: "Model", cell: ({ modelName }) => showHidden(modelName) },
  {
    id: "progress",
    header: "Latest run",
    phone: true,
    width: "240px",
    cell: ({ latestRun }) => latestRun && <LatestRun run={latestRun} />,
  },
  { id: "runs", header: "Runs", align: "right", cell: ({ runCount }) => formatCount(runCount) },
  {
    id: "spent",
    header: "Spent",
    align: "right",
    cell: ({ latestRun }) => formatUsd(latestRun?.spentUsd ?? null),
  },
  { id: "made", header: "Made", align: "right", cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
]

function LatestRun({ run }: { run: NonNullable<JudgeRecord["latestRun"]> }) {
  const { episodes, done } = run.counts
  const { tone, words } = STATUS_WORDS[run.status]
  const progress = `${formatCount(done)} of ${formatCount(episodes)}`
  return (
    <span className="flex items-center gap-2">
      <StatusDot tone={tone}>{words}</StatusDot>
      <Meter fraction={episodes === 0 ? null : done / episodes} label={progress} className="w-16 shrink-0" />
      {progress}
    </span>
  )
}

/** Every judge of the experiment: a model with a rubric, how far it is, and whether what it says counts. */
export function JudgesView({ experimentId }: { experimentId: string }) {
  const router = useRouter()
  const list = useRoutePages(
    listJudges,
    { experimentId, limit: 50 },
    {
      refetchInterval: (items) =>
        items.some(({ latestRun }) => latestRun && isActive(latestRun.status)) ? 2000 : false,
    },
  )
  return (
    <div className="mx-auto w-full max-w-[1100px] overflow-y-auto p-3.5">
      <Panel title="Judges" refetching={list.refetching} actions={<NewJudge experimentId={experimentId} />}>
        {list.error ? (
          <LoadError
            title="The judges could not be read."
            error={list.error}
            onRetry={() => void list.refetch()}
          />
        ) : (
          <DataTable
            label="Judges"
            columns={COLUMNS}
            rows={list.items}
            rowId={({ id }) => id}
            onOpen={(judge) => router.push(judgeHref(judge))}
            keys="Judges"
            empty={
              <Empty icon={<GavelIcon />} title="No judge yet">
                A judge is a model that reads episodes by a rubric. What it says is kept apart from people's
                labels, and counts once somebody has seen how far it agrees with them.
              </Empty>
            }
            footer={
              <LoadMore
                shown={list.items?.length ?? 0}
                count={list.count}
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
