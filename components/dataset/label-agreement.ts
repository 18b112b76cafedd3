import type { HistogramBin } from "@/components/charts/histogram-bars"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { wilsonInterval } from "@/lib/domain/stats/wilson"

/** At one threshold: how many of the kept labelled episodes are good, and how many of the good ones are kept. */
export interface LabelAgreement {
  threshold: number
  precision: Estimate
  recall: Estimate
}

/** Precision and recall of a threshold against the labels, at the lower edge of every bin. */
export function labelAgreements(bins: readonly HistogramBin[]): LabelAgreement[] {
  const goodCount = bins.reduce((sum, { good }) => sum + good, 0)
  let good = 0
  let bad = 0
  return bins
    .toReversed()
    .map((bin) => {
      good += bin.good
      bad += bin.bad
      const precision = wilsonInterval(good, good + bad)
      return { threshold: bin.from, precision, recall: wilsonInterval(good, goodCount) }
    })
    .toReversed()
}

/** The agreement that holds at a threshold: that of the first edge at or above it. */
export function agreementAt(agreements: readonly LabelAgreement[], threshold: number): LabelAgreement | null {
  return agreements.find((agreement) => agreement.threshold >= threshold - 1e-9) ?? agreements.at(-1) ?? null
}
