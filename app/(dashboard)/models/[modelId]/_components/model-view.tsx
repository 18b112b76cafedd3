"use client"

import { useQuery } from "@tanstack/react-query"
import { parseAsStringLiteral, useQueryState } from "nuqs"
import { formatCount } from "@/components/format/count"
import { LineageGraph } from "@/components/lineage/lineage-graph"
import { Page } from "@/components/shell/page"
import { Gated } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { LoadError } from "@/components/ui/load-error"
import { PageHeader } from "@/components/ui/page-header"
import { routeQuery } from "@/lib/api-client/query"
import { getModel } from "@/lib/contracts/models"
import { AddPriceDialog } from "./add-price-dialog"
import { EditModelDialog } from "./edit-model-dialog"
import { ModelRunsPanel } from "./model-runs-panel"
import { OriginPanel } from "./origin-panel"
import { PricesPanel } from "./prices-panel"

const OPEN = { edit: parseAsStringLiteral(["open"]), price: parseAsStringLiteral(["new"]) }

/** One model: what it costs and since when, where it comes from, and where it acted. */
export function ModelView({ modelId }: { modelId: string }) {
  const model = useQuery(routeQuery(getModel, { modelId }))
  const [edit, setEdit] = useQueryState("edit", OPEN.edit)
  const [price, setPrice] = useQueryState("price", OPEN.price)
  if (!model.data) {
    return (
      <Page crumbs={[{ label: "Models", href: "/models" }, { label: "Model" }]}>
        {model.error && (
          <LoadError
            title="The model did not load."
            error={model.error}
            onRetry={() => void model.refetch()}
          />
        )}
      </Page>
    )
  }
  const { name, note, provider, sunsetAt, runCount, episodeCount } = model.data
  const addPrice = () => void setPrice("new")
  return (
    <Page
      crumbs={[{ label: "Models", href: "/models" }, { label: name }]}
      actions={
        <>
          <Gated permission="model.write">
            {(disabled) => (
              <Button disabled={disabled} onClick={() => void setEdit("open")}>
                Edit
              </Button>
            )}
          </Gated>
          <Gated permission="model.write">
            {(disabled) => (
              <Button variant="primary" disabled={disabled} onClick={addPrice}>
                Add a price
              </Button>
            )}
          </Gated>
        </>
      }
    >
      <PageHeader
        title={name}
        description={note ?? undefined}
        facts={[
          { label: "Provider", value: provider },
          ...(sunsetAt ? [{ label: "Sunset", value: sunsetAt }] : []),
          { label: "Runs", value: formatCount(runCount) },
          { label: "Episodes", value: formatCount(episodeCount) },
        ]}
      />
      <div className="grid gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <PricesPanel model={model.data} onAdd={addPrice} />
        <OriginPanel model={model.data} />
      </div>
      <LineageGraph kind="model" id={modelId} />
      <ModelRunsPanel model={model.data} />
      {edit && <EditModelDialog model={model.data} onOpenChange={(open) => !open && void setEdit(null)} />}
      {price && <AddPriceDialog model={model.data} onOpenChange={(open) => !open && void setPrice(null)} />}
    </Page>
  )
}
