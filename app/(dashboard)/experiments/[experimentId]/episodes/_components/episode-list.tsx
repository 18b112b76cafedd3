"use client"

import { TagIcon } from "@phosphor-icons/react/dist/ssr/Tag"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { DataTable } from "@/components/data-table/data-table"
import { EpisodeFilterBar } from "@/components/episode/episode-filter-bar"
import { ExperimentSwitch } from "@/components/experiment/experiment-switch"
import { LiveStrip } from "@/components/live/live-strip"
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
import { SavedViews } from "./saved-views"
import { SearchNote } from "./search-note"
import { SelectionBar } from "./selection-bar"
import { SetBar } from "./set-bar"
import { SetProgress } from "./set-progress"
import { useEpisodeSet } from "./use-episode-set"
import { useListPage } from "./use-list-page"
import { useSnippets } from "./use-snippets"

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
  const snippetsOf = useSnippets(experimentId, control.selection.text, list.data?.items)
  const columns = useEpisodeColumns(experimentId, hrefOf, list.data?.items, snippetsOf)
  const set = useEpisodeSet(experimentId, control.search)
  const matching = list.data?.count
  const hasMore = list.data !== undefined && (matching === null || (matching ?? 0) > list.data.items.length)
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
          <>
            <SavedViews experimentId={experimentId} search={control.search} />
            <ExperimentSwitch experimentId={experimentId} hrefOf={(id) => `/experiments/${id}/episodes`} />
          </>
        }
      />
      <LiveStrip experimentId={experimentId} />
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
        <SearchNote search={list.data?.search} />
        <SetProgress operation={set.operation} />
        {set.isOpen ? (
          <SetBar
            experimentId={experimentId}
            filter={control.selection}
            operation={set.operation}
            onClear={set.close}
          />
        ) : (
          <SelectionBar
            experimentId={experimentId}
            selected={selected}
            onClear={() => setSelected(new Set())}
            onSelectAll={
              hasMore
                ? () => {
                    setSelected(new Set())
                    set.open()
                  }
                : undefined
            }
          />
        )}
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
