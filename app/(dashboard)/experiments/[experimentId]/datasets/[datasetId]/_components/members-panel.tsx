"use client"

import { useQueryState } from "nuqs"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { LoadMore } from "@/components/data-table/pager"
import { useRoutePages } from "@/components/data-table/use-route-pages"
import { formatCount } from "@/components/format/count"
import { formatScore } from "@/components/format/score"
import { formatTokens } from "@/components/format/tokens"
import { Empty } from "@/components/ui/empty"
import { Panel } from "@/components/ui/panel"
import { Tabs } from "@/components/ui/tabs"
import { TextLink } from "@/components/ui/text-link"
import { type DatasetRecord, listDatasetMembers } from "@/lib/contracts/datasets"
import type { RouteOutput } from "@/lib/contracts/route"
import { SPLITS } from "@/lib/domain/episode"
import { memberParsers, membersInput } from "../search-params"

type Member = RouteOutput<typeof listDatasetMembers>["items"][number]

/** The episodes of the dataset in its order, all or of one side. */
export function MembersPanel({ dataset }: { dataset: DatasetRecord }) {
  const { experimentId, id: datasetId, manifest } = dataset
  const [split, setSplit] = useQueryState("split", memberParsers.split)
  const list = useRoutePages(listDatasetMembers, membersInput({ experimentId, datasetId }, { split }))
  const columns = columnsOf(experimentId, manifest.weights !== null)
  const sides = SPLITS.filter((side) => manifest.counts.bySplit[side].episodes > 0)
  return (
    <Panel
      title="Episodes"
      refetching={list.refetching}
      actions={
        <Tabs
          value={split}
          onChange={(next) => void setSplit(next)}
          options={[
            { value: "all" as const, label: `All ${formatCount(dataset.episodeCount)}` },
            ...sides.map((side) => ({
              value: side,
              label: `${side} ${formatCount(manifest.counts.bySplit[side].episodes)}`,
            })),
          ]}
        />
      }
    >
      <DataTable
        label="Episodes of the dataset"
        columns={columns}
        rows={list.error && !list.items ? [] : list.items}
        rowId={({ episodeId }) => episodeId}
        empty={<Empty title={list.error ? list.error.message : "No episodes on this side"} />}
        footer={
          list.items && (
            <LoadMore
              shown={list.items.length}
              count={list.count}
              onMore={list.more}
              loading={list.loadingMore}
            />
          )
        }
      />
    </Panel>
  )
}

const WEIGHT: Column<Member> = {
  id: "weight",
  header: "Weight",
  align: "right",
  phone: true,
  cell: ({ weight }) => formatScore(weight, 2),
}

function columnsOf(experimentId: string, isWeighted: boolean): Column<Member>[] {
  return [
    {
      id: "task",
      header: "Task",
      cell: ({ episodeId, taskKey, taskTitle, gone }) =>
        gone ? (
          <span className="block max-w-[520px] truncate max-md:max-w-48">{taskTitle ?? taskKey}</span>
        ) : (
          <TextLink
            href={`/experiments/${experimentId}/episodes/${episodeId}`}
            className="block max-w-[520px] truncate max-md:max-w-48"
          >
            {taskTitle ?? taskKey}
          </TextLink>
        ),
    },
    {
      id: "run",
      header: "Run",
      cell: ({ runName, gone }) => (
        <span className="text-kumo-subtle">
          {runName}
          {gone && ", deleted; its content is kept here"}
        </span>
      ),
    },
    { id: "split", header: "Side", cell: ({ split }) => split },
    {
      id: "score",
      header: "Score",
      align: "right",
      phone: true,
      cell: ({ score }) => formatScore(score, 2),
    },
    ...(isWeighted ? [WEIGHT] : []),
    { id: "steps", header: "Steps", align: "right", cell: ({ stepCount }) => formatCount(stepCount) },
    {
      id: "tokens",
      header: "Tokens",
      align: "right",
      cell: ({ contentTokens }) => formatTokens(contentTokens),
    },
  ]
}
