import type { Exporter, ExportFileStats, ExportProblem } from "@/lib/exporters/exporter"

/** Problems listed by line; all are counted. */
const LISTED_PROBLEM_LIMIT = 200

export interface ExportReport extends ExportFileStats {
  errorCount: number
  warningCount: number
  /** `line` counts from 1 and is null for the file as a whole. */
  problems: (ExportProblem & { line: number | null })[]
}

/** Checks a written file, line by line, against the rules of its format: what a provider would do on upload. */
export async function validateLines(
  exporter: Exporter,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<ExportReport> {
  const report: ExportReport = {
    rowCount: 0,
    byteCount: 0,
    tokenCount: 0,
    errorCount: 0,
    warningCount: 0,
    problems: [],
  }
  for await (const line of lines) {
    report.rowCount++
    report.byteCount += new TextEncoder().encode(line).length + 1
    const row = parseLine(line)
    if (row === undefined) {
      addProblems(report, report.rowCount, [{ severity: "error", path: "", message: "The line is no JSON." }])
    } else {
      report.tokenCount += exporter.countTokens(row)
      addProblems(report, report.rowCount, exporter.validateRow(row))
    }
  }
  addProblems(report, null, exporter.validateFile(report))
  return report
}

function addProblems(report: ExportReport, line: number | null, problems: readonly ExportProblem[]): void {
  for (const problem of problems) {
    if (problem.severity === "error") report.errorCount++
    else report.warningCount++
    if (report.problems.length < LISTED_PROBLEM_LIMIT) report.problems.push({ ...problem, line })
  }
}

/** Undefined for a line that is no JSON. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
