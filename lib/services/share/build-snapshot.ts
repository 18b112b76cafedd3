import type { z } from "zod"
import type { ComparedRun } from "@/lib/contracts/compare"
import {
  type previewShare,
  type SharedRun,
  type ShareSnapshot,
  shareSnapshotSchema,
} from "@/lib/contracts/shares"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { getBreakEven } from "@/lib/services/break-even/get"
import { getComparison } from "@/lib/services/compare/get"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

type Input = z.output<(typeof previewShare)["input"]>

/** The comparison as it is now, with names instead of ids. It holds nothing that its page does not show. */
export async function buildSnapshot(ctx: Context, input: Input): Promise<ShareSnapshot> {
  const { experimentId, studentRunId, margin, shared } = input
  const experiment = await requireExperiment(ctx, experimentId)
  const { runs, pairs } = await getComparison(ctx, input)
  if (runs.length === 0) throw new AppError("INVALID_INPUT", "There is no run to share.")
  const pair = pairs.find((one) => one.studentRunId === studentRunId) ?? pairs[0] ?? null
  const keys = new Map(runs.map(({ id }, index) => [id, `run ${index + 1}`]))
  const keyOf = (runId: string) => keys.get(runId) ?? ""
  const places = await readPlaces(ctx, experimentId)
  return shareSnapshotSchema.parse({
    format: "winnow-share-1",
    title: input.title,
    experiment: experiment.name,
    question: experiment.question,
    asOf: ctx.now().toISOString(),
    madeBy: ctx.actor.name,
    splits: input.split ?? [],
    families: input.group ?? [],
    level: input.level,
    sharedTasksOnly: shared,
    margin,
    runs: runs.map((run) => presentRun(run, keyOf, places)),
    pair: pair && {
      teacher: keyOf(pair.teacherRunId),
      student: keyOf(pair.studentRunId),
      sharedTasks: pair.sharedTasks,
      difference: plain(pair.difference),
      conclusion: pair.conclusion,
      evidence: pair.evidence,
      leftOut: pair.leftOut,
    },
    breakEven: pair && input.withBreakEven ? await describeBreakEven(ctx, input, pair) : null,
    methods: listMethods(runs, input.level),
  } satisfies ShareSnapshot)
}

/** The place of each model among those that ran here, oldest first: the compare page colours by it. */
async function readPlaces(ctx: Context, experimentId: string): Promise<Map<string, number>> {
  const runs = await ctx.db.prisma.run.findMany({
    where: { experimentId, role: { not: "baseline" } },
    select: { modelId: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  })
  return new Map([...new Set(runs.map(({ modelId }) => modelId))].map((modelId, place) => [modelId, place]))
}

function presentRun(
  run: ComparedRun,
  keyOf: (runId: string) => string,
  places: ReadonlyMap<string, number>,
): SharedRun {
  return {
    key: keyOf(run.id),
    name: run.name,
    model: run.model.name,
    role: run.role,
    place: places.get(run.model.id) ?? -1,
    teacherKey: run.teacherRunId && keyOf(run.teacherRunId),
    n: run.n,
    tasks: run.tasks,
    successRate: plain(run.successRate),
    costPerTaskUsd: plain(run.costPerTaskUsd),
    costPerSuccessUsd: plain(run.costPerSuccessUsd),
    costNote: describeCosts(run),
    latencyP50Ms: run.latencyMs.p50.value,
    latencyP95Ms: run.latencyMs.p95.value,
    passK: run.passK.map(plain),
  }
}

/** An estimate with what a page shows of it, whatever else it may carry. */
function plain({ value, low, high, level, method, n, tasks }: ComparedRun["successRate"]) {
  return { value, low, high, level, method, n, tasks }
}

function describeCosts({ whatIf, costCoverage, costKinds }: ComparedRun): string {
  if (whatIf) return `priced as ${whatIf.price.name}, a what-if`
  if (costCoverage !== null && costCoverage < 1) {
    return costCoverage === 0 ? "cost unknown" : `${Math.round(costCoverage * 100)} % of episodes priced`
  }
  if (costKinds.notional) return "at notional prices"
  return costKinds.estimated ? "partly estimated from prefix sums" : ""
}

function listMethods(runs: readonly ComparedRun[], level: number): string[] {
  const [first] = runs
  const named = first && [
    `Success: ${first.successRate.method}.`,
    `Cost per task: ${first.costPerTaskUsd.method}.`,
    `Cost per success: ${first.costPerSuccessUsd.method}.`,
  ]
  return [
    ...(named ?? []),
    `All intervals are ${Math.round(level * 100)} %. Pairs are compared on the tasks that both runs tried.`,
  ]
}

async function describeBreakEven(
  ctx: Context,
  input: Input,
  pair: { teacherRunId: string; studentRunId: string },
): Promise<ShareSnapshot["breakEven"]> {
  const { answer, sentence, training, evaluation } = await getBreakEven(ctx, { ...input, ...pair })
  if (!answer || answer.outcome === "unknown") return null
  const { trainingUsd, evaluationUsd, usdPerHour, hoursPerMonth, teacherFactor, studentFactor } = input
  const oneOffUsd = (trainingUsd ?? training.usd ?? 0) + (evaluationUsd ?? evaluation.usd ?? 0)
  const entered = "entered by hand"
  const assumptions = [
    `Training: ${trainingUsd === undefined ? training.note : entered}.`,
    `Evaluation: ${evaluationUsd === undefined ? evaluation.note : entered}.`,
    usdPerHour === undefined
      ? "The student is billed by the token."
      : `The student runs on a server at $${usdPerHour} an hour, ${hoursPerMonth} hours a month.`,
    ...(teacherFactor === 1 ? [] : [`The teacher at ${teacherFactor} times its price.`]),
    ...(studentFactor === 1 ? [] : [`The student at ${studentFactor} times its price.`]),
    ...(input.cachedRate === undefined
      ? []
      : [`${Math.round(input.cachedRate * 100)} % of input tokens from a cache, where a price names one.`]),
  ]
  return {
    sentence,
    per: input.per,
    volumePerMonth: input.volumePerMonth,
    oneOffUsd,
    savingUsd: plain(answer.savingUsd),
    savingPerMonthUsd: plain(answer.savingPerMonthUsd),
    months: plain(answer.months),
    assumptions,
  }
}
