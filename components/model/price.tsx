import { formatUsd } from "@/components/format/usd"
import { Badge } from "@/components/ui/badge"
import type { PriceRecord } from "@/lib/contracts/models"

/** USD per million tokens; prices are quoted with at least two places. */
export function formatTokenPrice(usdPerMTok: number | null): string {
  return formatUsd(usdPerMTok, usdPerMTok !== null && usdPerMTok < 0.1 && usdPerMTok > 0 ? undefined : 2)
}

/** A price nobody bills says so. */
export function NotionalMark() {
  return <Badge tone="warn">Notional</Badge>
}

/** Where a price is from and as of when. */
export function PriceSource({ price }: { price: Pick<PriceRecord, "source" | "sourceDate"> }) {
  return (
    <span className="text-kumo-subtle text-note tabular">
      <SourceName source={price.source} />, {price.sourceDate}
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
