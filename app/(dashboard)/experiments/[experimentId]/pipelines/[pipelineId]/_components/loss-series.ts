import type { LinePoint } from "@/components/charts/series-lines"
import type { PipelineRecord } from "@/lib/contracts/pipelines"

/** The loss as one line per fit, in the order of their first point; every other line is dashed. */
export function toLossSeries(loss: PipelineRecord["loss"]) {
  const lines = new Map<string, LinePoint[]>()
  for (const { stage, step, loss: y } of loss) {
    const points = lines.get(stage) ?? []
    points.push({ x: step, y })
    lines.set(stage, points)
  }
  return [...lines].map(([name, points], position) => ({
    name,
    points,
    ...(position % 2 === 1 ? { dashed: true } : {}),
  }))
}
