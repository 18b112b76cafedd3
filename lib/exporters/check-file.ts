import type { Split } from "@/lib/domain/episode"
import type { ExportProblem, FileLimits } from "@/lib/exporters/exporter"

export interface FileStats {
  rowCount: number
  byteCount: number
  tokenCount: number
}

/** What a provider would say about the file as a whole; the least number of rows is asked of training files only. */
export function checkFile(limits: FileLimits, split: Split, stats: FileStats): ExportProblem[] {
  const { minRows = 0, maxRows = Number.POSITIVE_INFINITY, maxValidationRows = maxRows } = limits
  const problems: ExportProblem[] = []
  const add = (severity: ExportProblem["severity"], message: string) =>
    problems.push({ severity, step: null, message })
  const most = split === "validation" ? maxValidationRows : maxRows
  if (split === "train" && stats.rowCount < minRows) {
    add("error", `The file has ${stats.rowCount} rows; at least ${minRows} are needed.`)
  }
  if (stats.rowCount > most) add("error", `The file has ${stats.rowCount} rows; at most ${most} are taken.`)
  if (stats.byteCount > (limits.maxBytes ?? Number.POSITIVE_INFINITY)) {
    add("error", `The file is larger than ${(limits.maxBytes ?? 0) / 1e6} MB.`)
  }
  if (stats.tokenCount > (limits.maxTokens ?? Number.POSITIVE_INFINITY)) {
    add(
      "warning",
      `The file has more than ${(limits.maxTokens ?? 0) / 1e6} million tokens, the usual limit of one job.`,
    )
  }
  return problems
}
