"use client"

import { ChartBarIcon } from "@phosphor-icons/react/dist/ssr/ChartBar"
import { memo, useMemo } from "react"
import { ScoreHistogram } from "@/components/charts/score-histogram"
import { sliderRange } from "@/components/dataset/curve-totals"
import { mergeBins, toBins } from "@/components/dataset/histogram-bins"
import { newRule } from "@/components/dataset/new-rule"
import { formatCount, formatCountOf } from "@/components/format/count"
import { Button } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { Select } from "@/components/ui/select"
import { Skeleton } from "@/components/ui/skeleton"
import type { ThresholdRule } from "@/lib/domain/curation/rule"
import type { Reach } from "@/lib/domain/curation/stops"
import { BINS } from "../search-params"
import { DraggedThreshold } from "./drag-provider"
import { EvidencePanel } from "./evidence-panel"
import type { LabProps } from "./lab-props"

export interface ThresholdColumnProps extends LabProps {
  /** The rule whose threshold is shown; null when the recipe has none. */
  rule: ThresholdRule | null
  /** From the lowest to the highest value of its metric; null when no episode has it. */
  reach: Reach | null
  /** The pointer or the focus has come, or has gone. */
  onNear: (isNear: boolean) => void
}

/** The histogram of the metric with the threshold to drag, and below it what the labels say about it. */
export const ThresholdColumn = memo(function ThresholdColumn(props: ThresholdColumnProps) {
  return (
    <section
      aria-label="Threshold"
      className="flex min-h-0 min-w-0 flex-col border-kumo-hairline xl:overflow-y-auto xl:border-r max-xl:border-t"
      onPointerEnter={() => props.onNear(true)}
      onPointerLeave={() => props.onNear(false)}
      onFocus={() => props.onNear(true)}
      onBlur={() => props.onNear(false)}
    >
      <ThresholdContent {...props} />
    </section>
  )
})

function ThresholdContent(props: ThresholdColumnProps) {
  const { recipe, rule, preview, reach } = props
  if (!rule) {
    return (
      <Empty
        icon={<ChartBarIcon />}
        title="No threshold in this recipe"
        actions={<Button onClick={() => recipe.add(newRule("threshold"))}>Add a threshold on score</Button>}
      >
        A threshold shows its histogram here, with the labels in it.
      </Empty>
    )
  }
  if (!preview) return <Skeleton className="m-3 h-80" />
  const { histogram } = preview
  if (!histogram || !reach) {
    return (
      <Empty icon={<ChartBarIcon />} title={`No episode that gets here has ${rule.metric}`}>
        {preview.metrics.length > 1
          ? `Choose another metric in the rule: ${preview.metrics.join(", ")}.`
          : "These episodes were recorded without a score; label them or keep them by success."}
      </Empty>
    )
  }
  return <Histogram {...props} rule={rule} reach={reach} histogram={histogram} />
}

type HistogramProps = ThresholdColumnProps & {
  rule: ThresholdRule
  reach: Reach
  histogram: NonNullable<NonNullable<LabProps["preview"]>["histogram"]>
}

function Histogram(props: HistogramProps) {
  const { experimentId, recipe, preview, rule, reach, histogram } = props
  const { low, high } = reach
  const slider = useMemo(() => sliderRange({ low, high }), [low, high])
  const bins = useMemo(() => mergeBins(toBins(histogram), slider ? 5 : BINS), [histogram, slider])
  const first = bins[0]?.from ?? 0
  const range = useMemo(
    () => slider ?? { min: first, max: bins.at(-1)?.to ?? 1, step: 1 },
    [slider, first, bins],
  )
  const total = bins.reduce((sum, bin) => sum + bin.good + bin.bad + bin.unlabelled, 0)
  const unsure = histogram.counts.unsure?.reduce((sum, count) => sum + count, 0) ?? 0
  const notes = [
    slider ? `${formatCountOf(total, "episode")} with a value` : `all at ${first}`,
    histogram.missing > 0 && `${formatCount(histogram.missing)} without`,
    unsure > 0 && `${formatCount(unsure)} unsure count as unlabelled`,
  ]
  const index = recipe.params.rules.indexOf(rule)
  return (
    <DraggedThreshold isMovable={slider !== null}>
      <ScoreHistogram
        frame="bare"
        height={340}
        fileName={`${rule.metric}-histogram`}
        metric={rule.metric}
        title={
          <Select
            label="Metric"
            size="xs"
            value={rule.metric}
            onChange={(metric) => recipe.change(index, { ...rule, metric, min: null, max: null })}
            options={(preview?.metrics ?? []).map((metric) => ({ value: metric, label: metric }))}
          />
        }
        note={notes.filter(Boolean).join(", ")}
        bins={bins}
        threshold={slider ? (rule.min ?? low) : null}
        range={range}
      />
      <EvidencePanel
        experimentId={experimentId}
        recipe={recipe}
        rule={rule}
        range={range}
        waits={props.refetching}
      />
    </DraggedThreshold>
  )
}
