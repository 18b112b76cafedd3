"use client"

import { TrashIcon } from "@phosphor-icons/react/dist/ssr/Trash"
import { useState } from "react"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { formatTokenPrice, NotionalMark, PriceSource } from "@/components/model/price"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { Empty } from "@/components/ui/empty"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusDot } from "@/components/ui/status-dot"
import { deletePrice, getModel, listModels, type PriceRecord } from "@/lib/contracts/models"
import type { RouteOutput } from "@/lib/contracts/route"
import { getRun, listRuns } from "@/lib/contracts/runs"

export interface PricesPanelProps {
  model: RouteOutput<typeof getModel>
  onAdd: () => void
}

/** The current price and those before it. Costs that no source reported follow the current one. */
export function PricesPanel({ model, onAdd }: PricesPanelProps) {
  const [removing, setRemoving] = useState<PriceRecord | null>(null)
  const remove = useChange(deletePrice, {
    refreshes: [getModel, listModels, getRun, listRuns],
    done: () => "The price is removed; costs follow in the background",
  })
  const columns: Column<PriceRecord>[] = [
    { id: "input", header: "Input", cell: (price) => formatTokenPrice(price.inputUsdPerMTok) },
    {
      id: "cached",
      header: "Cached",
      align: "right",
      cell: (price) => formatTokenPrice(price.cachedUsdPerMTok),
    },
    {
      id: "output",
      header: "Output",
      align: "right",
      phone: true,
      cell: (price) => formatTokenPrice(price.outputUsdPerMTok),
    },
    { id: "source", header: "Source and date", phone: true, cell: (price) => <PriceSource price={price} /> },
    { id: "added", header: "Added", cell: (price) => <RelativeTime at={price.createdAt} /> },
    {
      id: "state",
      header: "State",
      cell: (price) => <PriceState price={price} current={price.id === model.price?.id} />,
    },
    {
      id: "remove",
      header: <span className="sr-only">Remove</span>,
      align: "right",
      cell: (price) => <RemoveButton onClick={() => setRemoving(price)} />,
    },
  ]
  return (
    <Panel title="Prices" note="USD per million tokens, newest first">
      <DataTable
        label="Prices"
        columns={columns}
        rows={model.prices}
        rowId={({ id }) => id}
        empty={
          <Empty
            title="The price is unknown"
            actions={
              <Gated permission="model.write">
                {(disabled) => (
                  <Button disabled={disabled} onClick={onAdd}>
                    Add a price
                  </Button>
                )}
              </Gated>
            }
          >
            Costs that its runs do not report themselves are unknown too, and shown as –.
          </Empty>
        }
      />
      {removing && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setRemoving(null)}
          title="Remove this price?"
          confirm="Remove price"
          cancel="Keep it"
          destructive
          onConfirm={() => remove.mutate({ modelId: model.id, priceId: removing.id })}
        >
          {removing.id === model.price?.id
            ? "The one before it becomes current, and every cost that no source reported is computed again. Without another price these costs become unknown."
            : "It is not current; costs stay as they are."}
        </ConfirmDialog>
      )}
    </Panel>
  )
}

function PriceState({ price, current }: { price: PriceRecord; current: boolean }) {
  return (
    <span className="inline-flex items-center gap-2">
      {current && <StatusDot tone="done">Current</StatusDot>}
      {price.notional && <NotionalMark />}
    </span>
  )
}

function RemoveButton({ onClick }: { onClick: () => void }) {
  return (
    <Gated permission="model.write">
      {(disabled) => (
        <Button
          variant="ghost"
          size="xs"
          shape="square"
          disabled={disabled}
          icon={<TrashIcon />}
          aria-label="Remove this price"
          onClick={onClick}
        />
      )}
    </Gated>
  )
}
