import { UNKNOWN } from "./unknown"

const UNITS = ["kB", "MB", "GB", "TB"] as const

/** A file's size in decimal units: `850 B`, `4.1 MB`. */
export function formatBytes(byteCount: number | null | undefined): string {
  if (byteCount === null || byteCount === undefined || Number.isNaN(byteCount)) return UNKNOWN
  if (byteCount < 1000) return `${byteCount} B`
  let size = byteCount
  let unit: string = "B"
  for (const next of UNITS) {
    if (size < 999.5) break
    size /= 1000
    unit = next
  }
  return `${size < 9.95 ? size.toFixed(1) : Math.round(size)} ${unit}`
}
