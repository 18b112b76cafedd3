import { formatCountOf } from "@/components/format/count"
import { Badge } from "@/components/ui/badge"
import type { ListedPrice, TokenCoverage } from "@/lib/contracts/prices"
import { describeTokenPrice, PriceSource } from "./price"

/** Stands wherever a cost was made from a price that the run was not billed at. */
export function WhatIfMark() {
  return <Badge tone="warn">What-if</Badge>
}

/** Whose price it is, what it is, where it is from and as of when. */
export function WhatIfPrice({ price }: { price: ListedPrice }) {
  return (
    <>
      priced as <span className="font-medium">{price.name}</span>, {describeTokenPrice(price)} per 1M tokens,
      prices of {price.sourceDate}, <PriceSource price={price} dated={false} />
    </>
  )
}

/** Which tokens were priced: `300 episodes recorded none: estimated from prefix sums, without cache hits`. */
export function describeTokens({ recorded, estimated, unknown }: TokenCoverage): string {
  const parts = [
    recorded > 0 && `tokens of ${formatCountOf(recorded, "episode")} as recorded`,
    estimated > 0 &&
      `of ${formatCountOf(estimated, "episode")} estimated from prefix sums, without cache hits`,
    unknown > 0 && `${formatCountOf(unknown, "episode")} without tokens left out`,
  ]
  const sentence = parts.filter(Boolean).join("; ")
  const start = recorded === 0 && estimated > 0 ? `tokens ${sentence}` : sentence
  return start && `${start[0]?.toUpperCase()}${start.slice(1)}.`
}
