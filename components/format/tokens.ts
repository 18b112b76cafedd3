import { UNKNOWN } from "./unknown"

/** Token counts: `850`, `21.4 k`, `264 k`, `3.75 M`. Three significant figures from a thousand up. */
export function formatTokens(count: number | null | undefined): string {
  if (count === null || count === undefined || Number.isNaN(count)) return UNKNOWN
  if (count < 999.5) return Math.round(count).toString()
  const [unit, scale] = count < 999_500 ? ["k", 1e3] : count < 999_500_000 ? ["M", 1e6] : ["G", 1e9]
  return `${trimZeros((count / Number(scale)).toPrecision(3))} ${unit}`
}

function trimZeros(figure: string): string {
  return figure.includes(".") ? figure.replace(/\.?0+$/, "") : figure
}
