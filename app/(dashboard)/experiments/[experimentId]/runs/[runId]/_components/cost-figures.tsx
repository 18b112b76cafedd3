"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useQueryStates } from "nuqs"
import type { ReactNode } from "react"
import { formatCount } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { formatUsd } from "@/components/format/usd"
import { describeTokenPrice } from "@/components/model/price"
import { PricePicker } from "@/components/model/price-picker"
import { CostEstimate } from "@/components/run/cost-estimate"
import { describeCostKind } from "@/components/run/cost-kind"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import { getModel } from "@/lib/contracts/models"
import { getWhatIfCost } from "@/lib/contracts/prices"
import type { RunRecord } from "@/lib/contracts/runs"
import { runParsers } from "../search-params"
import { Figures } from "./figures"
import { WhatIfBasis, WhatIfFailed } from "./what-if-basis"
import { describeWhatIf, whatIfRows } from "./what-if-rows"

/** What it costs, how that is known, and the price behind it: its own, or any other as a what-if. */
export function CostFigures({ run }: { run: RunRecord }) {
  const [{ priceAs }, setParams] = useQueryStates(runParsers, { history: "replace" })
  const { experimentId, id: runId, model } = run
  const whatIf = useQuery({
    ...routeQuery(getWhatIfCost, { experimentId, runId, priceId: priceAs ?? "" }),
    enabled: priceAs !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const shown = priceAs === null || whatIf.error ? null : whatIf.data
  const back = () => void setParams({ priceAs: null })
  const { cost } = shown ?? run.statistics
  return (
    <Figures
      title="Cost"
      note="of the agent"
      actions={
        <PricePicker
          label="Price as"
          value={priceAs}
          onChange={(next) => void setParams({ priceAs: next })}
          placeholder="Price as …"
          className="max-w-56"
        />
      }
      basis={
        whatIf.error && priceAs !== null ? (
          <WhatIfFailed message={whatIf.error.message} onBack={back} />
        ) : (
          shown && <WhatIfBasis price={shown.price} onBack={back} />
        )
      }
      hint={shown ? describeWhatIf(shown) : knownHint(run)}
      mainLabel="Cost per task, 95 % interval"
      main={mainFigure(cost, shown ? null : model)}
      rows={
        shown
          ? whatIfRows(shown, run)
          : [...costRows(run), { label: "Price per 1M tokens", value: <CurrentPrice modelId={model.id} /> }]
      }
    />
  )
}

function knownHint({ statistics: { cost } }: RunRecord): string | undefined {
  return cost.perTaskUsd.value === null ? undefined : describeCostKind(cost).sentence
}

/** `model` is the one whose missing price explains a missing cost; null where tokens are missing instead. */
function mainFigure(cost: RunRecord["statistics"]["cost"], model: RunRecord["model"] | null): ReactNode {
  if (cost.perTaskUsd.value !== null) return <CostEstimate cost={cost} size="hero" interval />
  if (!model) return <span className="text-kumo-subtle">Unknown: no episode has tokens.</span>
  return (
    <span className="text-kumo-subtle">
      Unknown. <TextLink href={`/models/${model.id}?price=new`}>Add a price to {model.name}</TextLink>
    </span>
  )
}

function costRows({ statistics: { cost, n } }: RunRecord) {
  return [
    { label: "Cost per success", value: formatUsd(cost.perSuccessUsd) },
    { label: "In all", value: formatUsd(cost.totalUsd) },
    {
      label: "Priced",
      value: cost.coverage === null ? "–" : `${formatPercent(cost.coverage, 0)} of ${formatCount(n)}`,
    },
    ...(cost.environmentTotalUsd === null
      ? []
      : [{ label: "Environment, in all", value: formatUsd(cost.environmentTotalUsd) }]),
  ]
}

function CurrentPrice({ modelId }: { modelId: string }) {
  const price = useQuery(routeQuery(getModel, { modelId })).data?.price
  if (!price) return "unknown"
  return (
    <TextLink href={`/models/${modelId}`} title={`${price.source}, ${price.sourceDate}`}>
      {describeTokenPrice(price)}
    </TextLink>
  )
}
