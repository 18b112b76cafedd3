import type { z } from "zod"
import type { BreakEvenAnswer, getBreakEven as route } from "@/lib/contracts/break-even"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { type BreakEvenSettings, computeBreakEven } from "@/lib/domain/pricing/break-even"
import { formatBreakEven } from "@/lib/domain/pricing/format-break-even"
import { loadBasis } from "@/lib/services/break-even/load-basis"
import { readSpent } from "@/lib/services/break-even/spent"
import { listSunsets } from "@/lib/services/break-even/sunsets"
import { requireRuns } from "@/lib/services/curation/require-runs"

type Input = z.output<(typeof route)["input"]>

function settingsOf(input: Input, oneOffUsd: number | null): BreakEvenSettings {
  const { per, volumePerMonth, usdPerHour, hoursPerMonth, teacherFactor, studentFactor, cachedRate, level } =
    input
  return {
    per,
    volumePerMonth,
    oneOffUsd,
    dedicated: usdPerHour === undefined ? null : { usdPerHour, hoursPerMonth },
    teacherFactor,
    studentFactor,
    cachedRate: cachedRate ?? null,
    level,
  }
}

/** What a student cost to make against what it saves on the tasks both runs tried, and what that rests on. */
export async function getBreakEven(ctx: Context, input: Input): Promise<BreakEvenAnswer> {
  requirePermission(ctx.actor, "workspace.read")
  const { experimentId, teacherRunId, studentRunId } = input
  await requireRuns(ctx, experimentId, [teacherRunId, studentRunId])
  const [loaded, spent, sunsets] = await Promise.all([
    loadBasis(ctx, input),
    readSpent(ctx, input),
    listSunsets(ctx, input),
  ])
  const training = input.trainingUsd ?? spent.training.usd
  const evaluation = input.evaluationUsd ?? spent.evaluation.usd
  const settings = settingsOf(input, training === null || evaluation === null ? null : training + evaluation)
  const answer = loaded.basis && computeBreakEven(loaded.basis, settings)
  return {
    ...loaded,
    ...spent,
    sunsets,
    answer,
    sentence: answer ? formatBreakEven(answer, settings) : (loaded.reason ?? ""),
  }
}
