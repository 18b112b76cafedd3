import { ALWAYS, type RouterCurve, type RouterPoint } from "@/lib/domain/router/curve"
import type { RouterCheck } from "@/lib/domain/router/mixture"
import type { Estimate } from "@/lib/domain/stats/estimate"

/** What sends an episode to the teacher at a limit, in words. */
export function formatRouterRule(check: RouterCheck, limit: number): string {
  if (limit === ALWAYS) return "always"
  switch (check) {
    case "steps":
      return `more than ${limit} steps`
    case "faults":
      return limit === 0 ? "any fault" : `more than ${limit} ${limit === 1 ? "fault" : "faults"}`
    case "agreement":
      return `fewer than ${Math.round(100 * (1 - limit))} % of attempts alike`
  }
}

/** The best setting in a sentence, or that none is shown to be good enough. */
export function formatRouter(
  { check, teacher }: RouterCurve,
  best: RouterPoint | null,
  { margin, teacherName }: { margin: number; teacherName: string },
): string {
  const points = `${Math.round(margin * 1000) / 10} ${margin === 0.01 ? "point" : "points"}`
  if (!best) {
    return margin === 0
      ? `No setting is shown to solve as much as ${teacherName} for less. Set a margin to ask for nearly as much.`
      : `No setting is shown to stay within ${points} of ${teacherName} for less.`
  }
  const share = (best.costUsd.value ?? 0) / (teacher.costUsd.value ?? 1)
  const kept = margin === 0 ? `no less than ${teacherName}` : `within ${points} of ${teacherName}`
  const escalated = best.escalated.value ?? 0
  const who =
    escalated === 0
      ? "Never escalating"
      : `Escalating ${formatRouterRule(check, best.limit)} (${percent(best.escalated)} of ${check === "agreement" ? "tasks" : "episodes"})`
  return `${who} solves ${percent(best.successRate)}, ${kept}, at ${Math.round(100 * share)} % of its cost.`
}

function percent({ value, low, high }: Estimate): string {
  const write = (rate: number | null) => ((rate ?? 0) * 100).toFixed(1)
  const interval = low === null || high === null ? "" : ` [${write(low)}, ${write(high)}]`
  return `${write(value)} %${interval}`
}
