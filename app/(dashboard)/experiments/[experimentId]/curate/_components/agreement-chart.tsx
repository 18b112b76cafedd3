"use client"

import { TagIcon } from "@phosphor-icons/react/dist/ssr/Tag"
import type { HistogramBin } from "@/components/charts/histogram-bars"
import { LineChart } from "@/components/charts/line-chart"
import type { ThresholdRange } from "@/components/charts/threshold"
import { agreementAt, type LabelAgreement, labelAgreements } from "@/components/dataset/label-agreement"
import { formatThreshold } from "@/components/dataset/rule-text"
import { labelHref } from "@/components/experiment/links"
import { LinkButton } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { Estimate } from "@/components/ui/estimate"

interface AgreementChartProps {
  experimentId: string
  runIds: readonly string[]
  bins: readonly HistogramBin[]
  threshold: number | null
  range: ThresholdRange
}

/** Kept against labels: precision and recall at every threshold, and in figures at the present one. */
export function AgreementChart({ experimentId, runIds, bins, threshold, range }: AgreementChartProps) {
  const agreements = labelAgreements(bins)
  const here = threshold === null ? null : agreementAt(agreements, threshold)
  const label = (
    <LinkButton href={labelHref(experimentId, runIds)} icon={<TagIcon />}>
      Label episodes
    </LinkButton>
  )
  if (!here || (agreements[0]?.precision.n ?? 0) === 0) {
    return (
      <div className="border-kumo-hairline border-t">
        <Empty level={3} icon={<TagIcon />} title="No labels among these episodes yet" actions={label}>
          With labels of both kinds, precision and recall of the threshold stand here.
        </Empty>
      </div>
    )
  }
  const text = formatThreshold(here.threshold)
  return (
    <div className="border-kumo-hairline border-t">
      <LineChart
        frame="bare"
        height={220}
        title="Kept against labels"
        note="bands: 95 % Wilson"
        label={`Precision and recall over the threshold; at ${text} precision ${here.precision.value ?? "unknown"}.`}
        xName="threshold"
        xDomain={[range.min, range.max]}
        y="rate"
        threshold={threshold === null ? null : { value: threshold, range, text }}
        series={[
          { name: "precision", color: "var(--wn-accent)", points: toPoints(agreements, "precision") },
          { name: "recall", color: "var(--wn-bar)", dashed: true, points: toPoints(agreements, "recall") },
        ]}
        fileName="kept-against-labels"
      />
      <div className="flex flex-wrap items-end gap-x-8 gap-y-2 border-kumo-hairline border-t px-3 py-3">
        <Figure name={`Precision at ${text}`} agreement={here} kind="precision" />
        <Figure name={`Recall at ${text}`} agreement={here} kind="recall" />
        <span className="ml-auto">{label}</span>
      </div>
    </div>
  )
}

function toPoints(agreements: readonly LabelAgreement[], kind: "precision" | "recall") {
  return agreements.flatMap((agreement) => {
    const { value, low, high } = agreement[kind]
    return value === null ? [] : [{ x: agreement.threshold, y: value, low, high }]
  })
}

interface FigureProps {
  name: string
  agreement: LabelAgreement
  kind: "precision" | "recall"
}

function Figure({ name, agreement, kind }: FigureProps) {
  return (
    <div>
      <div className="text-head text-kumo-subtle">{name}</div>
      <Estimate estimate={agreement[kind]} unit="percent" size="figure" />
      <div className="text-kumo-subtle text-note tabular">n = {agreement[kind].n}</div>
    </div>
  )
}
