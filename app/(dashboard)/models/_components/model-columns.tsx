import Link from "next/link"
import type { Column } from "@/components/data-table/column"
import { formatCount } from "@/components/format/count"
import { UNKNOWN } from "@/components/format/unknown"
import { formatTokenPrice, NotionalMark, PriceSource } from "@/components/model/price"
import { TextLink } from "@/components/ui/text-link"
import type { ModelRecord } from "@/lib/contracts/models"

export const MODEL_COLUMNS: readonly Column<ModelRecord>[] = [
  {
    id: "name",
    header: "Model",
    cell: (model) => (
      <Link
        href={`/models/${model.id}`}
        className="block max-w-[340px] truncate rounded-sm font-medium hover:underline"
        title={model.name}
      >
        {model.name}
      </Link>
    ),
  },
  { id: "provider", header: "Provider", cell: ({ provider }) => provider },
  { id: "base", header: "Base model and lineage", cell: (model) => <Lineage model={model} /> },
  {
    id: "input",
    header: "Input",
    align: "right",
    phone: true,
    cell: ({ price }) => (price ? formatTokenPrice(price.inputUsdPerMTok) : UNKNOWN),
  },
  {
    id: "cached",
    header: "Cached",
    align: "right",
    cell: ({ price }) => formatTokenPrice(price?.cachedUsdPerMTok ?? null),
  },
  {
    id: "output",
    header: "Output",
    align: "right",
    phone: true,
    cell: ({ price }) => (price ? formatTokenPrice(price.outputUsdPerMTok) : UNKNOWN),
  },
  { id: "source", header: "Price from", cell: (model) => <PriceCell model={model} /> },
  { id: "runs", header: "Runs", align: "right", cell: ({ runCount }) => formatCount(runCount) },
  {
    id: "episodes",
    header: "Episodes",
    align: "right",
    cell: ({ episodeCount }) => formatCount(episodeCount),
  },
]

function Lineage({ model }: { model: ModelRecord }) {
  const { trainedBy, baseModel } = model
  if (!trainedBy) return baseModel ?? <span className="text-kumo-subtle">{UNKNOWN}</span>
  return (
    <span className="inline-flex items-baseline gap-1.5">
      {trainedBy.baseModel}
      <TextLink
        href={`/experiments/${trainedBy.experimentId}/datasets/${trainedBy.datasetId}`}
        className="font-mono text-note"
      >
        {trainedBy.datasetName}
      </TextLink>
    </span>
  )
}

function PriceCell({ model }: { model: ModelRecord }) {
  if (!model.price) {
    return <TextLink href={`/models/${model.id}?price=new`}>Unknown, add a price</TextLink>
  }
  return (
    <span className="inline-flex items-center gap-2">
      <PriceSource price={model.price} />
      {model.price.notional && <NotionalMark />}
    </span>
  )
}
