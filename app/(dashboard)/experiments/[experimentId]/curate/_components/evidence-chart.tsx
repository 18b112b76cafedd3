"use client"

import { useMemo } from "react"
import { LineChart, type LineChartProps } from "@/components/charts/line-chart"
import type { LineSeries } from "@/components/charts/series-lines"
import type { ThresholdRange } from "@/components/charts/threshold"
import { useThreshold } from "@/components/charts/threshold-context"
import { formatThreshold } from "@/components/dataset/rule-text"
import { formatCount } from "@/components/format/count"
import { formatEstimateText } from "@/components/format/interval"
import { formatPercent } from "@/components/format/percent"
import { Select } from "@/components/ui/select"
import { Tabs } from "@/components/ui/tabs"
import type { ThresholdEvidence } from "@/lib/contracts/evidence"
import { type EvidenceView, overShare, overThreshold, pointAt } from "./evidence-series"
import type { EvidenceControl } from "./use-evidence"

const VIEWS: { value: EvidenceView; label: string }[] = [
  { value: "threshold", label: "Threshold" },
  { value: "pr", label: "PR" },
  { value: "roc", label: "ROC" },
]

interface EvidenceChartProps {
  control: EvidenceControl
  evidence: ThresholdEvidence
  /** Where the rule has it; the line itself follows the hand. */
  threshold: number | null
  range: ThresholdRange
}

export function EvidenceChart(props: EvidenceChartProps) {
  return props.control.view === "threshold" ? <Chart {...props} /> : <MarkedChart {...props} />
}

/** Over a share the place of the threshold is a mark of the chart's own. */
function MarkedChart(props: EvidenceChartProps) {
  return <Chart {...props} threshold={useThreshold().value} />
}

function Chart(props: EvidenceChartProps) {
  const { control, evidence } = props
  const { labels, sample } = evidence
  const { curve } = evidence
  const series = useMemo(() => seriesOf(control.view, curve), [control.view, curve])
  return (
    <LineChart
      frame="bare"
      height={220}
      title="Kept against labels"
      note="bands: 95 %"
      y="rate"
      series={series}
      {...pictureOf(props)}
      actions={
        <>
          <Select
            label="Labels that count"
            size="xs"
            value={sample}
            onChange={control.setSample}
            options={[
              { value: "drawn", label: `${formatCount(labels.drawn)} drawn` },
              { value: "all", label: `all ${formatCount(labels.all)}` },
            ]}
          />
          <Tabs value={control.view} onChange={control.setView} options={VIEWS} />
        </>
      }
    />
  )
}

const ACCENT = "var(--wn-accent)"

const SHARES: readonly [number, number] = [0, 1]

function seriesOf(view: EvidenceView, curve: ThresholdEvidence["curve"]): LineSeries[] {
  switch (view) {
    case "pr":
      return [{ name: "precision", color: ACCENT, points: overShare(curve, "recall", "precision") }]
    case "roc":
      return [
        { name: "recall", color: ACCENT, points: overShare(curve, "fallOut", "recall") },
        {
          name: "chance",
          color: "var(--wn-bar)",
          dashed: true,
          points: [
            { x: 0, y: 0 },
            { x: 1, y: 1 },
          ],
        },
      ]
    case "threshold":
      return [
        { name: "precision", color: ACCENT, points: overThreshold(curve, "precision") },
        { name: "recall", color: "var(--wn-bar)", dashed: true, points: overThreshold(curve, "recall") },
      ]
  }
}

type Picture = Pick<
  LineChartProps,
  "label" | "xName" | "xDomain" | "thresholdRange" | "target" | "marks" | "fileName"
>

function pictureOf({ control, evidence, threshold, range }: EvidenceChartProps): Picture {
  const here = threshold === null ? null : pointAt(evidence.curve, threshold)
  if (control.view === "pr") {
    return {
      label: `Precision over recall; the target is ${formatPercent(control.precision, 0)}.`,
      xName: "recall",
      xDomain: SHARES,
      target: control.precision,
      marks: here?.recall.value == null ? [] : [here.recall.value],
      fileName: "precision-over-recall",
    }
  }
  if (control.view === "roc") {
    const area = formatEstimateText(evidence.rankingQuality, "percent")
    return {
      label: `Recall over the share of bad episodes kept; the area under it is ${area}.`,
      xName: "share of bad kept",
      xDomain: SHARES,
      marks: here?.fallOut.value == null ? [] : [here.fallOut.value],
      fileName: "recall-over-bad-kept",
    }
  }
  const said =
    here &&
    threshold !== null &&
    `at ${formatThreshold(threshold)} precision is ${formatEstimateText(here.precision, "percent")}`
  return {
    label: `Precision and recall over the threshold${said ? `; ${said}` : ""}.`,
    xName: "threshold",
    xDomain: [range.min, range.max],
    target: control.precision,
    thresholdRange: range,
    fileName: "kept-against-labels",
  }
}
