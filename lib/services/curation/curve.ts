import type { z } from "zod"
import type { CurationCurve, getCurationCurve as route } from "@/lib/contracts/curation"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { applyRules } from "@/lib/domain/curation/apply-recipe"
import { keptRows } from "@/lib/domain/curation/marks"
import { thresholdCurve } from "@/lib/domain/curation/threshold-curve"
import { requirePermission } from "@/lib/domain/policy"
import { followComposition } from "@/lib/services/curation/follow-composition"
import { openForRules } from "@/lib/services/curation/open-episodes"

type Input = z.output<(typeof route)["input"]>

/** What a recipe keeps at every position of one threshold: with it in hand, a drag asks nobody. */
export async function getCurationCurve(ctx: Context, input: Input): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const { runs, episodes } = await openForRules(ctx, input)
  const { columns } = episodes
  const { rules, thresholdRule: index } = input
  const threshold = rules[index]
  const reach = threshold?.type === "threshold" && episodes.reachOf(threshold.metric)
  if (!reach) return { curve: null }
  const marks = episodes.marks()
  applyRules(columns, rules, marks, 0, index)
  const before = marks.slice()
  applyRules(columns, rules.with(index, { ...threshold, min: null }), marks, index)
  const { parts, nameParts } = followComposition(episodes, runs, keptRows(marks))
  const curve = thresholdCurve(columns, rules, index, { reach, before, parts })
  return { curve: curve && describeCurve(reach, curve, nameParts(curve.parts)) }
}

function describeCurve(
  { low, high }: { low: number; high: number },
  curve: NonNullable<ReturnType<typeof thresholdCurve>>,
  composition: CurationCurve["composition"],
): CurationCurve {
  return {
    low,
    high,
    episodes: [...curve.episodes],
    tasks: [...curve.tasks],
    contentTokens: [...curve.contentTokens],
    assistantTokens: [...curve.assistantTokens],
    composition,
  }
}
