"use client"

import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import type { Column } from "@/components/data-table/column"
import { STOP_REASON_WORDS } from "@/components/episode/stop-reason"
import { formatCount } from "@/components/format/count"
import { formatDuration } from "@/components/format/duration"
import { formatDate } from "@/components/format/relative-time"
import { formatTokens } from "@/components/format/tokens"
import { formatUsd } from "@/components/format/usd"
import { runEntities } from "@/components/run/run-entities"
import { showHidden } from "@/components/transcript/visible-text"
import { EntityName } from "@/components/ui/entity-name"
import { LabelDot } from "@/components/ui/label-dot"
import { ScoreBadge } from "@/components/ui/score-badge"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import type { EpisodeRecord } from "@/lib/contracts/episodes"
import { listRuns } from "@/lib/contracts/runs"
import { withStep } from "../[episodeId]/search-params"
import { SnippetLines } from "./snippet-lines"
import type { Snippet } from "./use-snippets"

type EpisodeColumn = Column<EpisodeRecord>

/** The columns of the list; those that know nothing of any row on the page stay away. */
export function useEpisodeColumns(
  experimentId: string,
  hrefOf: (episode: EpisodeRecord) => string,
  rows: readonly EpisodeRecord[] | undefined,
  snippetsOf: (episodeId: string) => readonly Snippet[],
): EpisodeColumn[] {
  const runs = useQuery(routeQuery(listRuns, { experimentId })).data?.items
  const entity = useMemo(() => runEntities(runs ?? []), [runs])
  const known = (read: (row: EpisodeRecord) => number | null) => rows?.some((row) => read(row) !== null)
  return [
    {
      id: "task",
      header: "Task",
      width: "34%",
      cell: (episode) => (
        <TaskCell episode={episode} href={hrefOf(episode)} snippets={snippetsOf(episode.id)} />
      ),
    },
    {
      id: "run",
      header: "Run",
      cell: ({ run, model }) => (
        <span className="inline-flex max-w-64 max-2xl:max-w-44" title={run.name}>
          <EntityName
            {...entity(run.id)}
            name={run.name}
            detail={run.name === model.name ? undefined : model.name}
          />
        </span>
      ),
    },
    { id: "trial", header: "Trial", align: "right", cell: ({ trial }) => trial + 1 },
    {
      id: "score",
      header: "Score",
      align: "right",
      sortable: "descending",
      phone: true,
      cell: ({ score, success }) => <ScoreBadge score={score} success={success} />,
    },
    {
      id: "stopReason",
      header: "Stopped by",
      cell: ({ stopReason, stopDetail }) => (
        <span className="block max-w-44 truncate text-kumo-subtle">
          {STOP_REASON_WORDS[stopReason]}
          {stopDetail && `, ${showHidden(stopDetail)}`}
        </span>
      ),
    },
    {
      id: "errorCount",
      header: "Tool errors",
      align: "right",
      sortable: "descending",
      cell: ({ errorCount }) => (
        <span className={errorCount > 0 ? "text-bad" : "text-kumo-subtle"}>{formatCount(errorCount)}</span>
      ),
    },
    {
      id: "stepCount",
      header: "Steps",
      align: "right",
      sortable: "descending",
      cell: ({ stepCount }) => formatCount(stepCount),
    },
    {
      id: "contentTokens",
      header: "Tokens",
      align: "right",
      sortable: "descending",
      cell: ({ contentTokens }) => <span className="whitespace-nowrap">{formatTokens(contentTokens)}</span>,
    },
    ...(known(({ costUsd }) => costUsd) ? [COST] : []),
    ...(known(({ latencyMs }) => latencyMs) ? [LATENCY] : []),
    ...(known(({ startedAt }) => (startedAt === null ? null : 1)) ? [STARTED] : []),
    {
      id: "createdAt",
      header: "Created",
      align: "right",
      sortable: "descending",
      cell: ({ createdAt }) => <Day at={createdAt} />,
    },
    {
      id: "label",
      header: "Label",
      phone: true,
      sortable: "descending",
      cell: ({ label, labelSource }) => (
        <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <LabelDot verdict={label} />
          <span aria-hidden className="text-kumo-subtle">
            {label}
          </span>
          {labelSource === "judge" && <span className="text-head text-kumo-subtle">by a judge</span>}
        </span>
      ),
    },
  ]
}

const COST: EpisodeColumn = {
  id: "costUsd",
  header: "Cost",
  align: "right",
  sortable: "descending",
  cell: ({ costUsd, costKind }) => (
    <span title={costKind ? `${costKind} cost` : undefined}>
      {costKind === "estimated" || costKind === "notional" ? "~" : ""}
      {formatUsd(costUsd, 4)}
    </span>
  ),
}

const STARTED: EpisodeColumn = {
  id: "startedAt",
  header: "Started",
  align: "right",
  sortable: "descending",
  cell: ({ startedAt }) => (startedAt === null ? "–" : <Day at={startedAt} />),
}

const LATENCY: EpisodeColumn = {
  id: "latencyMs",
  header: "Latency",
  align: "right",
  sortable: "descending",
  cell: ({ latencyMs }) => formatDuration(latencyMs),
}

interface TaskCellProps {
  episode: EpisodeRecord
  href: string
  snippets: readonly Snippet[]
}

function TaskCell({ episode, href, snippets }: TaskCellProps) {
  const name = <TaskName episode={episode} href={href} />
  if (snippets.length === 0) return name
  return (
    <span className="grid gap-0.5 py-1 max-md:w-[52vw] md:max-w-[40vw]">
      {name}
      <SnippetLines snippets={snippets} hrefOf={(step) => withStep(href, { step })} />
    </span>
  )
}

function TaskName({ episode, href }: Omit<TaskCellProps, "snippets">) {
  const { task, repaired } = episode
  return (
    <span className="flex min-w-0 max-w-[44vw] items-center gap-2 md:max-w-[30vw]">
      <TextLink href={href} className="shrink-0 font-mono text-note">
        {showHidden(task.key).slice(0, 40)}
      </TextLink>
      <span className="min-w-0 truncate text-kumo-subtle [unicode-bidi:isolate]">
        {task.title === null ? "" : showHidden(task.title)}
      </span>
      {repaired && <span className="shrink-0 text-head text-warn max-md:hidden">repaired</span>}
    </span>
  )
}

function Day({ at }: { at: string }) {
  return (
    <time dateTime={at} title={at} className="whitespace-nowrap text-kumo-subtle">
      {formatDate(new Date(at))}
    </time>
  )
}
