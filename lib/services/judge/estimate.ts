import type { z } from "zod"
import { JUDGE_LIMIT, type estimateJudging as route } from "@/lib/contracts/judges"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { readAnswerTokens, readSetSize } from "@/lib/db/judgement.sql"
import { AppError } from "@/lib/domain/errors"
import { CANARIES } from "@/lib/domain/judge/canaries"
import { judgeInstructions } from "@/lib/domain/judge/prompt"
import { writeTranscript } from "@/lib/domain/judge/transcript"
import { requirePermission } from "@/lib/domain/policy"
import { computeCostMicro } from "@/lib/domain/pricing/cost"
import { countTokens } from "@/lib/domain/tokens/count-tokens"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { setConditions } from "@/lib/services/judge/judged-set"
import { readLabelForm } from "@/lib/services/judge/label-form"
import { readCurrentPrice } from "@/lib/services/model/current-price"

type Input = z.output<(typeof route)["input"]>

/** Before a model has judged anything; a reason of two sentences and the JSON around it. */
const ASSUMED_ANSWER_TOKENS = 120
/** Role, number and punctuation of a message as a line of JSON. */
const TOKENS_PER_LINE = 12
/** As long as those of a request. */
const MARKS = { open: "<record 0123456789abcdef>", close: "</record 0123456789abcdef>" }

/** Tokens of the set, of the instructions in every call, and of the canaries. */
async function countInput(ctx: Context, input: Input) {
  const { experimentId, source, rubric, extras } = input
  const where = await setConditions(ctx, experimentId, source)
  const { episodes: found, tokens, steps } = await readSetSize(ctx.db.pool, where)
  const wanted = source.kind === "filter" ? (source.count ?? found) : found
  const episodes = Math.min(wanted, found)
  const share = found === 0 ? 0 : episodes / found
  const instructions = countTokens(
    judgeInstructions(rubric, await readLabelForm(ctx, experimentId, extras), MARKS),
  )
  const canaries = CANARIES.map(({ messages }) => countTokens(writeTranscript(messages, {}, [])))
  const calls = episodes + canaries.length
  const read = share * (tokens + steps * TOKENS_PER_LINE) + canaries.reduce((sum, count) => sum + count, 0)
  return { episodes, calls, inputTokens: Math.round(read + calls * instructions) }
}

/** What judging a set would cost, from its tokens and the price of the model; nothing is said without a price. */
export async function estimateJudging(ctx: Context, input: Input): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, input.experimentId)
  const model = await ctx.db.prisma.model.findUnique({ where: { id: input.modelId }, select: { id: true } })
  if (!model) throw new AppError("NOT_FOUND", "There is no such model.")
  const [{ episodes, calls, inputTokens }, measured, price] = await Promise.all([
    countInput(ctx, input),
    readAnswerTokens(ctx.db.pool, input.modelId),
    readCurrentPrice(ctx.db, input.modelId),
  ])
  const answerTokens = Math.round(measured ?? ASSUMED_ANSWER_TOKENS)
  const usage = { inputTokens, cachedTokens: null, outputTokens: calls * answerTokens }
  const costMicro = price ? computeCostMicro(usage, price) : null
  return {
    episodes: episodes > JUDGE_LIMIT ? null : episodes,
    calls,
    inputTokens,
    outputTokens: usage.outputTokens,
    answerTokens,
    answerBasis: measured === null ? "assumed" : "measured",
    costUsd: costMicro === null ? null : costMicro / 1e6,
    price: price && { source: price.source, sourceDate: price.sourceDate, notional: price.notional },
  }
}
