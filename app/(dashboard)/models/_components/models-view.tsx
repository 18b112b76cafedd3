"use client"

import { CubeIcon } from "@phosphor-icons/react/dist/ssr/Cube"
import { useRouter } from "next/navigation"
import { useQueryStates } from "nuqs"
import { useRef, useState } from "react"
import { DataTable } from "@/components/data-table/data-table"
import { RestOfPages } from "@/components/data-table/pager"
import { useRoutePages } from "@/components/data-table/use-route-pages"
import { Page } from "@/components/shell/page"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { Gated, usePermission } from "@/components/shell/viewer"
import { Button, LinkButton } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { Input } from "@/components/ui/input"
import { LoadError } from "@/components/ui/load-error"
import { NothingMatches } from "@/components/ui/nothing-matches"
import { PageHeader } from "@/components/ui/page-header"
import { Panel } from "@/components/ui/panel"
import { listModels } from "@/lib/contracts/models"
import { modelsParsers, toModelsInput } from "../search-params"
import { MODEL_COLUMNS } from "./model-columns"
import { NewModelDialog } from "./new-model-dialog"

/** Everything that acts, with what it costs. */
export function ModelsView() {
  const router = useRouter()
  const [params, setParams] = useQueryStates(modelsParsers)
  const [creating, setCreating] = useState(false)
  const filter = useRef<HTMLInputElement>(null)
  const list = useRoutePages(listModels, toModelsInput(params))
  const filtering = params.name.trim() !== ""
  useHotkeys("Models", [{ keys: "/", label: "Filter", run: () => filter.current?.focus() }])
  useHotkeys(
    "Models",
    [{ keys: "n", label: "Add a model", run: () => setCreating(true) }],
    usePermission("model.write"),
  )
  return (
    <Page
      crumbs={[{ label: "Models" }]}
      actions={
        <Gated permission="model.write">
          {(disabled) => (
            <Button variant="primary" disabled={disabled} onClick={() => setCreating(true)}>
              Add a model
            </Button>
          )}
        </Gated>
      }
    >
      <PageHeader
        title="Models"
        description="Teachers, students and baselines, with prices in USD per million tokens and where they are from."
      />
      <Panel
        title="All models"
        refetching={list.refetching}
        actions={
          <Input
            ref={filter}
            size="xs"
            label="Filter by name"
            placeholder="Filter by name"
            className="w-44"
            value={params.name}
            onChange={(event) =>
              setParams(
                { name: event.target.value },
                { limitUrlUpdates: { method: "debounce", timeMs: 250 } },
              )
            }
          />
        }
      >
        {list.error && (
          <LoadError
            title="The models did not load."
            error={list.error}
            onRetry={() => void list.refetch()}
          />
        )}
        <DataTable
          label="Models"
          keys="Models"
          columns={MODEL_COLUMNS}
          rows={list.items}
          rowId={({ id }) => id}
          onOpen={({ id }) => router.push(`/models/${id}`)}
          empty={
            filtering ? (
              <NothingMatches
                noun="models"
                action={
                  <Button size="xs" onClick={() => setParams(null)}>
                    Show all
                  </Button>
                }
              />
            ) : (
              <NoModel />
            )
          }
          footer={<RestOfPages pages={list} />}
        />
      </Panel>
      <NewModelDialog open={creating} onOpenChange={setCreating} />
    </Page>
  )
}

function NoModel() {
  return (
    <Empty
      icon={<CubeIcon />}
      title="No model yet"
      shortcut="n"
      actions={
        <LinkButton variant="primary" href="/import">
          Import trajectories
        </LinkButton>
      }
    >
      Importing trajectories creates the model that made them, with its price where the public price table
      knows it.
    </Empty>
  )
}
