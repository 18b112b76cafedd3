import { formatUsd } from "@/components/format/usd"
import { Badge } from "@/components/ui/badge"
import type { PriceRecord } from "@/lib/contracts/models"

/** USD per million tokens; prices are quoted with at least two places. */
export function formatTokenPrice(usdPerMTok: number | null): string {
  return formatUsd(usdPerMTok, usdPerMTok !== null && usdPerMTok < 0.1 && usdPerMTok > 0 ? undefined : 2)
}

/** `$2.00 in, $8.00 out`. */
export function describeTokenPrice(price: Pick<PriceRecord, "inputUsdPerMTok" | "outputUsdPerMTok">): string {
  return `${formatTokenPrice(price.inputUsdPerMTok)} in, ${formatTokenPrice(price.outputUsdPerMTok)} out`
}

/** A price nobody bills says so. */
export function NotionalMark() {
  return <Badge tone="warn">Notional</Badge>
}

export interface PriceSourceProps {
  price: Pick<PriceRecord, "source" | "sourceDate">
  /** False where the date stands beside it already. */
  dated?: boolean
}

/** Where a price is from and as of when. */
export function PriceSource({ price, dated = true }: PriceSourceProps) {
  return (
    <span className="text-kumo-subtle text-note tabular">
      <SourceName source={price.source} />
      {dated && `, ${price.sourceDate}`}
    </span>
  )
}

function SourceName({ source }: { source: string }) {
  if (!/^https:\/\/\S+$/.test(source)) return source
  return (
    <a
      href={source}
      target="_blank"
      rel="noreferrer noopener"
      className="rounded-sm text-accent hover:underline"
    >
      {new URL(source).host}
    </a>
  )
}
