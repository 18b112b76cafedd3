"use client"

import { useQuery } from "@tanstack/react-query"
import { formatCount } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { formatUsd } from "@/components/format/usd"
import { formatTokenPrice } from "@/components/model/price"
import { CostEstimate } from "@/components/run/cost-estimate"
import { describeCostKind } from "@/components/run/cost-kind"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import { getModel } from "@/lib/contracts/models"
import type { RunRecord } from "@/lib/contracts/runs"
import { Figures } from "./figures"

/** What it costs, how that is known, and the price behind it. */
export function CostFigures({ run }: { run: RunRecord }) {
  const { cost, n } = run.statistics
  const known = cost.perTaskUsd.value !== null
  return (
    <Figures
      title="Cost"
      note="of the agent"
      hint={known ? describeCostKind(cost).sentence : undefined}
      mainLabel="Cost per task, 95 % interval"
      main={
        known ? (
          <CostEstimate cost={cost} size="hero" interval />
        ) : (
          <span className="text-kumo-subtle">
            Unknown.{" "}
            <TextLink href={`/models/${run.model.id}?price=new`}>Add a price to {run.model.name}</TextLink>
          </span>
        )
      }
      rows={[
        { label: "Cost per success", value: formatUsd(cost.perSuccessUsd) },
        { label: "In all", value: formatUsd(cost.totalUsd) },
        {
          label: "Priced",
          value: cost.coverage === null ? "–" : `${formatPercent(cost.coverage, 0)} of ${formatCount(n)}`,
        },
        ...(cost.environmentTotalUsd === null
          ? []
          : [{ label: "Environment, in all", value: formatUsd(cost.environmentTotalUsd) }]),
        { label: "Price per 1M tokens", value: <CurrentPrice modelId={run.model.id} /> },
      ]}
    />
  )
}

function CurrentPrice({ modelId }: { modelId: string }) {
  const price = useQuery(routeQuery(getModel, { modelId })).data?.price
  if (!price) return "unknown"
  return (
    <TextLink href={`/models/${modelId}`} title={`${price.source}, ${price.sourceDate}`}>
      {formatTokenPrice(price.inputUsdPerMTok)} in, {formatTokenPrice(price.outputUsdPerMTok)} out
    </TextLink>
  )
}
