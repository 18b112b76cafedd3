"use client"

import { GraduationCapIcon } from "@phosphor-icons/react/dist/ssr/GraduationCap"
import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useMemo } from "react"
import { DataTable } from "@/components/data-table/data-table"
import { RestOfPages } from "@/components/data-table/pager"
import { useRoutePages } from "@/components/data-table/use-route-pages"
import { pipelineHref } from "@/components/distill/links"
import { isActive } from "@/components/distill/words"
import { Page } from "@/components/shell/page"
import { LinkButton } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { LoadError } from "@/components/ui/load-error"
import { PageHeader } from "@/components/ui/page-header"
import { Panel } from "@/components/ui/panel"
import { routeQuery } from "@/lib/api-client/query"
import { listExperiments } from "@/lib/contracts/experiments"
import { listPipelines } from "@/lib/contracts/pipelines"
import { EXPERIMENTS_INPUT } from "./experiments-input"
import { pipelineColumns } from "./pipeline-columns"
import { RunningEndpoints } from "./running-endpoints"

const POLL_MS = 2000

/** Every distillation of the workspace, newest first. */
export function FineTunesView() {
  const router = useRouter()
  const list = useRoutePages(
    listPipelines,
    {},
    { refetchInterval: (items) => (items.some(({ status }) => isActive(status)) ? POLL_MS : false) },
  )
  const experiments = useQuery(routeQuery(listExperiments, EXPERIMENTS_INPUT)).data?.items
  const columns = useMemo(
    () => pipelineColumns(new Map(experiments?.map(({ id, name }) => [id, name]))),
    [experiments],
  )
  return (
    <Page crumbs={[{ label: "Fine-tunes" }]}>
      <PageHeader
        title="Fine-tunes"
        description="Each is one distillation: a run, a recipe, a student, and a verdict on held-out tasks."
      />
      <RunningEndpoints />
      <Panel title="All fine-tunes">
        {list.error && (
          <LoadError
            title="The fine-tunes did not load."
            error={list.error}
            onRetry={() => void list.refetch()}
          />
        )}
        <DataTable
          label="Fine-tunes"
          keys="Fine-tunes"
          columns={columns}
          rows={list.items}
          rowId={({ id }) => id}
          onOpen={(pipeline) => router.push(pipelineHref(pipeline))}
          empty={<NoFineTune />}
          footer={<RestOfPages pages={list} />}
        />
      </Panel>
    </Page>
  )
}

function NoFineTune() {
  return (
    <Empty
      icon={<GraduationCapIcon />}
      title="No fine-tune yet"
      actions={
        <LinkButton variant="primary" href="/experiments">
          Choose a run to distill
        </LinkButton>
      }
    >
      Distill a run and its good episodes train a small model, which then plays the same held-out tasks as its
      teacher.
    </Empty>
  )
}
