"use client"

import { DatabaseIcon } from "@phosphor-icons/react/dist/ssr/Database"
import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { DataTable } from "@/components/data-table/data-table"
import { LoadMore } from "@/components/data-table/pager"
import { useRoutePages } from "@/components/data-table/use-route-pages"
import { ExperimentSwitch } from "@/components/experiment/experiment-switch"
import { curateHref } from "@/components/experiment/links"
import { formatCountOf } from "@/components/format/count"
import { Page } from "@/components/shell/page"
import { Banner } from "@/components/ui/banner"
import { Button, LinkButton } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { PageHeader } from "@/components/ui/page-header"
import { Panel } from "@/components/ui/panel"
import { routeQuery } from "@/lib/api-client/query"
import { listDatasets } from "@/lib/contracts/datasets"
import { getExperiment } from "@/lib/contracts/experiments"
import { DATASET_COLUMNS, datasetHref } from "./dataset-columns"

/** The datasets of one experiment, newest first. */
export function DatasetList({ experimentId }: { experimentId: string }) {
  const router = useRouter()
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const list = useRoutePages(listDatasets, { experimentId })
  const curate = (
    <LinkButton variant="primary" href={curateHref(experimentId)}>
      Open the curation lab
    </LinkButton>
  )
  return (
    <Page
      crumbs={[
        { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` },
        { label: "Datasets" },
      ]}
      actions={list.items && list.items.length > 0 && curate}
    >
      <PageHeader
        title="Datasets"
        description="What a recipe kept, frozen: the same episodes, rules and seed always give the same hash."
        actions={
          <ExperimentSwitch experimentId={experimentId} hrefOf={(id) => `/experiments/${id}/datasets`} />
        }
      />
      <Panel refetching={list.refetching}>
        {list.error && (
          <div className="p-2.5">
            <Banner
              tone="error"
              title="The datasets could not be read."
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
        <DataTable
          label="Datasets"
          keys="Datasets"
          columns={DATASET_COLUMNS}
          rows={list.error && !list.items ? [] : list.items}
          rowId={({ id }) => id}
          onOpen={(row) => router.push(datasetHref(row))}
          empty={
            !list.error && (
              <Empty
                icon={<DatabaseIcon />}
                title={
                  experiment && experiment.counts.episodes > 0
                    ? `No dataset yet, and ${formatCountOf(experiment.counts.episodes, "episode")} to make one of`
                    : "No dataset yet"
                }
                actions={curate}
              >
                Rules decide which episodes are worth learning from. What they keep becomes a dataset.
              </Empty>
            )
          }
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
    </Page>
  )
}
