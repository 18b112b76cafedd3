"use client"

import { TagIcon } from "@phosphor-icons/react/dist/ssr/Tag"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { DataTable } from "@/components/data-table/data-table"
import { EpisodeFilterBar } from "@/components/episode/episode-filter-bar"
import { ExperimentSwitch } from "@/components/experiment/experiment-switch"
import { Page } from "@/components/shell/page"
import { Banner } from "@/components/ui/banner"
import { Button, LinkButton } from "@/components/ui/button"
import { PageHeader } from "@/components/ui/page-header"
import { Panel } from "@/components/ui/panel"
import { routeQuery } from "@/lib/api-client/query"
import { EPISODE_SORTS } from "@/lib/contracts/episode-filter"
import { type EpisodeRecord, listEpisodes } from "@/lib/contracts/episodes"
import { getExperiment } from "@/lib/contracts/experiments"
import { describeCount } from "./describe-count"
import { useEpisodeColumns } from "./episode-columns"
import { EpisodePager } from "./episode-pager"
import { ListEmpty } from "./list-empty"
import { SelectionBar } from "./selection-bar"
import { useListPage } from "./use-list-page"

/** All episodes of an experiment; what is chosen is in the URL. */
export function EpisodeList({ experimentId }: { experimentId: string }) {
  const router = useRouter()
  const page = useListPage(experimentId)
  const { control, input } = page
  const [selected, setSelected] = useState<Set<string>>(new Set())
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const list = useQuery({ ...routeQuery(listEpisodes, input), placeholderData: keepPreviousData })
  const hrefOf = ({ id }: Pick<EpisodeRecord, "id">) =>
    `/experiments/${experimentId}/episodes/${id}${control.search}`
  const columns = useEpisodeColumns(experimentId, hrefOf, list.data?.items)
  return (
    <Page
      crumbs={[
        { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` },
        { label: "Episodes" },
      ]}
      actions={
        <LinkButton href={`/experiments/${experimentId}/label${control.search}`} icon={<TagIcon />}>
          Label these
        </LinkButton>
      }
    >
      <PageHeader
        title="Episodes"
        description={describeCount(list.data?.count, experiment?.counts.episodes)}
        actions={
          <ExperimentSwitch experimentId={experimentId} hrefOf={(id) => `/experiments/${id}/episodes`} />
        }
      />
      <EpisodeFilterBar experimentId={experimentId} control={control} />
      <Panel>
        {list.error && (
          <div className="p-2.5">
            <Banner
              tone="error"
              title="The episodes could not be read."
              action={
                <Button size="xs" onClick={() => void list.refetch()}>
                  Retry
                </Button>
              }
            >
              {list.error.message}
            </Banner>
          </div>
        )}
        <SelectionBar
          experimentId={experimentId}
          selected={selected}
          onClear={() => setSelected(new Set())}
        />
        <DataTable
          label="Episodes"
          keys="Episodes"
          columns={columns}
          rows={list.error && !list.data ? [] : list.data?.items}
          rowId={({ id }) => id}
          sort={control.selection.sort}
          onSortChange={({ id, descending }) => {
            const known = EPISODE_SORTS.find((candidate) => candidate === id)
            if (known) control.setSort({ id: known, descending })
          }}
          selected={selected}
          onSelectedChange={setSelected}
          onOpen={(row) => router.push(hrefOf(row))}
          refetching={list.isPlaceholderData}
          skeletonRows={16}
          empty={
            list.data && <ListEmpty experimentId={experimentId} control={control} experiment={experiment} />
          }
          footer={list.data && <EpisodePager page={page} list={list.data} />}
        />
      </Panel>
    </Page>
  )
}
