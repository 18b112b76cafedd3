/** What a chart shows, as rows: the table view and the CSV are made from it. */
export interface ChartTable {
  columns: readonly string[]
  rows: readonly (readonly (string | number | null)[])[]
}

/** RFC 4180 with a header. Text that a spreadsheet would run as a formula gets a leading apostrophe. */
export function toCsv({ columns, rows }: ChartTable): string {
  return [columns, ...rows].map((row) => row.map(csvField).join(",")).join("\r\n")
}

function csvField(value: string | number | null): string {
  if (value === null) return ""
  if (typeof value === "number") return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
