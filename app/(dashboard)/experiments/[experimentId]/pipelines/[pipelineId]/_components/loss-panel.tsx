"use client"

import { LineChart } from "@/components/charts/line-chart"
import { entityColor } from "@/components/ui/entity"
import { Panel } from "@/components/ui/panel"
import type { PipelineRecord } from "@/lib/contracts/pipelines"
import { toLossSeries } from "./loss-series"

export interface LossPanelProps {
  pipeline: PipelineRecord
  height?: number
}

/** Loss over updates, one line per fit. */
export function LossPanel({ pipeline, height = 320 }: LossPanelProps) {
  const { loss } = pipeline
  const last = loss.at(-1)
  if (!last) {
    return (
      <Panel title="Loss" padded>
        <p className="text-kumo-subtle">
          {pipeline.studentModelId
            ? "The trainer reported none."
            : "It appears here once training has begun."}
        </p>
      </Panel>
    )
  }
  const series = toLossSeries(loss).map((line, position) => ({
    ...line,
    color: line.name === "student" ? "var(--wn-accent)" : entityColor(position),
  }))
  return (
    <LineChart
      title="Loss"
      note={series.length > 2 ? undefined : `update ${last.step} of ${last.steps}: ${last.loss.toFixed(3)}`}
      series={series}
      label={`Training loss by update; at ${last.step} of ${last.steps} it is ${last.loss.toFixed(3)} nats per action.`}
      xName="update"
      xDomain={[0, last.steps]}
      height={height}
      fileName="loss"
    />
  )
}
