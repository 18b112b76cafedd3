import { LineChart } from "@/components/charts/line-chart"
import { formatScore } from "@/components/format/score"
import { entityColor } from "@/components/ui/entity"
import type { RunRecord } from "@/lib/contracts/runs"

/** The chance that k attempts at one task all succeed. */
export function PassKPanel({ run, index }: { run: RunRecord; index: number | null }) {
  const { passK, tasks } = run.statistics
  const points = passK.map(({ k, value, low, high }) => ({
    x: k,
    y: value,
    ...(low === null ? {} : { low }),
    ...(high === null ? {} : { high }),
  }))
  const named = passK.map(({ k, value }) => `${formatScore(value, 2)} at k = ${k}`).join(", ")
  return (
    <LineChart
      title="pass^k"
      note={`all of k attempts succeed; ${tasks} tasks`}
      label={`pass^k falls with k: ${named}.`}
      series={[{ name: "pass^k", color: entityColor(index), points, dots: true }]}
      xName="k"
      xDomain={[1, passK.length]}
      xTicks={passK.map(({ k }) => k)}
      y="rate"
      height={200}
      fileName="pass-k"
    />
  )
}
