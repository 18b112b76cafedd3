import type { ChartTable } from "@/components/charts/chart-table"
import { formatEstimateText } from "@/components/format/interval"
import { formatFraction, formatTimes } from "@/components/format/ratio"
import type { ComparedPair, Comparison } from "@/lib/contracts/compare"

/** Every judged pair as one would print it, with its test, both p-values and the conclusion in words. */
export function pairsTable({ runs, pairs }: Comparison): ChartTable {
  const nameOf = (runId: string) => runs.find(({ id }) => id === runId)?.name ?? "run"
  return {
    columns: [
      "Run",
      "Against",
      "Shared tasks",
      "Difference",
      "Fixed",
      "Broken",
      "Test",
      "p",
      "p, Holm",
      "Cost per success",
      "Conclusion",
    ],
    rows: pairs.map((pair) => [
      nameOf(pair.studentRunId),
      nameOf(pair.teacherRunId),
      pair.sharedTasks,
      formatEstimateText(pair.difference, "points"),
      pair.test.fixed,
      pair.test.broken,
      pair.test.method,
      formatP(pair.test.p),
      formatP(pair.test.adjustedP),
      describeRatio(pair.costRatio),
      pair.conclusion,
    ]),
  }
}

/** `1/17 [1/21, 1/14]`, `2.3× [1.8×, 3.0×]`. */
export function describeRatio({ value, low, high }: ComparedPair["costRatio"]): string {
  if (value === null || value <= 0) return "–"
  const write = (ratio: number | null) =>
    ratio === null || ratio <= 0 ? "–" : ratio < 1 ? formatFraction(ratio) : formatTimes(ratio)
  return `${write(value)} [${write(low)}, ${write(high)}]`
}

export function formatP(p: number): string {
  return p < 0.001 ? "< 0.001" : p.toFixed(3)
}
