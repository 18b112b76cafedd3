"use client"

import { ClockCounterClockwiseIcon } from "@phosphor-icons/react/dist/ssr/ClockCounterClockwise"
import { useQuery } from "@tanstack/react-query"
import { useQueryStates } from "nuqs"
import { DataTable } from "@/components/data-table/data-table"
import { RestOfPages } from "@/components/data-table/pager"
import { useRoutePages } from "@/components/data-table/use-route-pages"
import { Page } from "@/components/shell/page"
import { Button } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { LoadError } from "@/components/ui/load-error"
import { NothingMatches } from "@/components/ui/nothing-matches"
import { PageHeader } from "@/components/ui/page-header"
import { Panel } from "@/components/ui/panel"
import { Select } from "@/components/ui/select"
import { routeQuery } from "@/lib/api-client/query"
import { listActivity } from "@/lib/contracts/activity"
import { listExperiments } from "@/lib/contracts/experiments"
import { listUsers } from "@/lib/contracts/users"
import { ACTIVITY_KINDS, type ActivityKind } from "@/lib/domain/activity"
import { activityParsers, toActivityInput } from "../search-params"
import { ACTIVITY_COLUMNS } from "./activity-columns"

const ALL = "all"

const KIND_WORDS: Record<ActivityKind, string> = {
  launch: "Launches",
  cancel: "Cancels and stops",
  label: "Labels",
  price: "Prices",
  budget: "Budget",
}

/** Who did what in the workspace, and what was before. */
export function ActivityView() {
  const [params, setParams] = useQueryStates(activityParsers)
  const list = useRoutePages(listActivity, toActivityInput(params))
  const isFiltering = Object.values(params).some((value) => value !== null)
  return (
    <Page crumbs={[{ label: "Settings", href: "/settings" }, { label: "Activity" }]}>
      <PageHeader
        title="Activity"
        description="Who launched, cancelled, labelled or priced what, and what stood there before."
      />
      <Panel
        title="Newest first"
        refetching={list.refetching}
        actions={<Filters params={params} onChange={setParams} />}
      >
        {list.error && (
          <LoadError title="The log did not load." error={list.error} onRetry={() => void list.refetch()} />
        )}
        <DataTable
          label="Activity"
          keys="Activity"
          columns={ACTIVITY_COLUMNS}
          rows={list.items}
          rowId={({ id }) => id}
          empty={
            isFiltering ? (
              <NothingMatches
                noun="entries"
                action={
                  <Button size="xs" onClick={() => setParams(null)}>
                    Show all
                  </Button>
                }
              />
            ) : (
              <Empty icon={<ClockCounterClockwiseIcon />} title="Nothing yet">
                Distillations, evaluations, labels and prices leave a line here as soon as somebody starts,
                stops or changes one.
              </Empty>
            )
          }
          footer={<RestOfPages pages={list} />}
        />
      </Panel>
    </Page>
  )
}

interface FiltersProps {
  params: { kind: ActivityKind | null; actor: string | null; experiment: string | null }
  onChange: (params: Partial<FiltersProps["params"]>) => void
}

function Filters({ params, onChange }: FiltersProps) {
  const users = useQuery(routeQuery(listUsers, {})).data?.items ?? []
  const experiments = useQuery(routeQuery(listExperiments, {})).data?.items ?? []
  const all = (label: string) => ({ value: ALL, label })
  const pick = (value: string) => (value === ALL ? null : value)
  return (
    <div className="flex flex-wrap gap-2">
      <Select
        label="Kind"
        value={params.kind ?? ALL}
        onChange={(value) => onChange({ kind: ACTIVITY_KINDS.find((kind) => kind === value) ?? null })}
        options={[all("Everything"), ...ACTIVITY_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))]}
      />
      <Select
        label="Person"
        value={params.actor ?? ALL}
        onChange={(actor) => onChange({ actor: pick(actor) })}
        options={[all("Everybody"), ...users.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <Select
        label="Experiment"
        value={params.experiment ?? ALL}
        onChange={(experiment) => onChange({ experiment: pick(experiment) })}
        options={[all("All experiments"), ...experiments.map(({ id, name }) => ({ value: id, label: name }))]}
      />
    </div>
  )
}
