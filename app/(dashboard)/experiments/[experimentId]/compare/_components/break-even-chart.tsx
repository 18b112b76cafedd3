import { CumulativeCostChart } from "@/components/charts/cumulative-cost-chart"
import { formatCount } from "@/components/format/count"
import type { RunEntity } from "@/components/run/run-entities"
import { entityColor } from "@/components/ui/entity"
import type { BreakEven, BreakEvenSettings } from "@/lib/domain/pricing/break-even"
import { formatBreakEven } from "@/lib/domain/pricing/format-break-even"
import type { Estimate } from "@/lib/domain/stats/estimate"

interface Pair<Value> {
  teacher: Value
  student: Value
}

interface BreakEvenChartProps {
  result: BreakEven
  settings: BreakEvenSettings
  names: Pair<string>
  entities: Pair<RunEntity>
}

const POINTS = 21

/** Both bills as they grow: the teacher's from nothing, the student's from what it cost to make. */
export function BreakEvenChart({ result, settings, names, entities }: BreakEvenChartProps) {
  const { count, outcome } = result
  const until = chooseReach(result, settings)
  const units = settings.per === "episode" ? "episodes" : "successes"
  const line = (name: string, entity: RunEntity, each: Estimate, from: number, dashed: boolean) => ({
    name,
    color: entity.index === null ? "var(--wn-base)" : entityColor(entity.index),
    dashed,
    points: Array.from({ length: POINTS }, (_, step) => {
      const x = (until * step) / (POINTS - 1)
      const at = (usd: number | null) => (usd === null ? null : from + usd * x)
      return { x, y: at(each.value) ?? 0, low: at(each.low), high: at(each.high) }
    }),
  })
  const conclusion = formatBreakEven(result, settings)
  const label = `Cumulative cost of ${names.teacher} and ${names.student} over ${formatCount(until)} ${units}: ${conclusion[0]?.toLowerCase()}${conclusion.slice(1)}`
  return (
    <div className="-mx-3 min-w-0">
      <CumulativeCostChart
        title="Cumulative cost"
        frame="bare"
        label={label}
        xName={units}
        until={until}
        crossing={outcome === "pays_back" && count.value !== null ? { ...count, value: count.value } : null}
        series={[
          line(names.teacher, entities.teacher, result.teacherUsd, 0, true),
          line(names.student, entities.student, result.studentUsd, settings.oneOffUsd ?? 0, false),
        ]}
      />
    </div>
  )
}

/** Twice the crossing, or far enough for its upper end; three months where the lines never cross. */
function chooseReach({ count, outcome }: BreakEven, { volumePerMonth }: BreakEvenSettings): number {
  if (outcome !== "pays_back" || count.value === null) return 3 * volumePerMonth
  return Math.max(2, Math.min(5 * count.value, Math.max(2 * count.value, 1.2 * (count.high ?? 0))))
}
