import type { PipelineInputs } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { readMessageTexts } from "@/lib/db/dataset.sql"
import { readToolUse } from "@/lib/db/usage.sql"
import type { Message } from "@/lib/domain/message"
import {
  type CountedRow,
  countDigitTokens,
  TEMPLATE_SOURCE,
  templateOf,
  tokensUnder,
} from "@/lib/domain/pricing/chat-template"
import { type CostPart, type LaunchCost, sumParts } from "@/lib/domain/pricing/launch-cost"
import { trainingCostUsd } from "@/lib/domain/pricing/training-price"
import { countMessageTokens } from "@/lib/domain/tokens/message-tokens"
import { type HostedTrainer, type Trainer, trainsAway } from "@/lib/providers/provider"
import type { Frozen } from "@/lib/services/dataset/freeze"
import { type AttemptPlan, priceAttempts } from "@/lib/services/pipeline/attempt-cost"

export interface Launch {
  experimentId: string
  inputs: PipelineInputs
  trainer: Trainer
  frozen: Frozen
  heldOutTasks: number
}

interface Range {
  low: number
  high: number
}

const LOCAL: CostPart = {
  name: "training",
  lowUsd: 0,
  highUsd: 0,
  basis: "on a machine of your own",
  source: null,
  sourceDate: null,
}

/** What the texts of a dataset are like, on average. */
interface Traits {
  toolTokens: number
  callsPerStep: number
  /** Tokens more for each token where numbers are cut into digits. */
  digitRate: number
  /** What comes after the last reply of an episode and is in no row. */
  after: { tokens: number; messages: number }
}

/** Episodes whose texts are read; of fewer than twice as many, all. */
const READ_EPISODES = 1000
const EPISODES_PER_READ = 100

function countDigits({ content, ...message }: Message): number {
  const calls = message.role === "assistant" ? (message.tool_calls ?? []) : []
  const all = [content ?? "", ...calls.map((call) => call.function.arguments)]
  return all.reduce((sum, text) => sum + countDigitTokens(text), 0)
}

interface TraitSums extends Pick<Traits, "after"> {
  digits: number
}

/** Adds what one episode says, its messages as JSON. */
function addTraits(sums: TraitSums, json: readonly string[]): void {
  const messages = json.map((text) => JSON.parse(text) as Message)
  const end = messages.findLastIndex(({ role }) => role === "assistant") + 1
  for (const message of messages.slice(0, end)) sums.digits += countDigits(message)
  for (const message of messages.slice(end)) {
    sums.after.tokens += countMessageTokens(message)
    sums.after.messages += 1
  }
}

/** Of some of the kept episodes, evenly over all. */
async function readTraits(ctx: Context, { experimentId, frozen, inputs }: Launch): Promise<Traits> {
  const { sample, rows } = frozen
  const step = Math.max(1, Math.floor(rows.length / READ_EPISODES))
  const read = Array.from(rows).filter((_, index) => index % step === 0)
  const ids = read.map((row) => sample.episodeIds[row] as string)
  const sums: TraitSums = { digits: 0, after: { tokens: 0, messages: 0 } }
  for (let from = 0; from < ids.length; from += EPISODES_PER_READ) {
    const batch = ids.slice(from, from + EPISODES_PER_READ)
    const texts = await readMessageTexts(ctx.db.pool, experimentId, batch)
    for (const json of texts.values()) addTraits(sums, json)
  }
  const tokens = read.reduce((sum, row) => sum + (sample.columns.contentTokens[row] as number), 0)
  const mean = (sum: number, count: number) => (count > 0 ? sum / count : 0)
  return {
    ...(await readToolUse(ctx.db, experimentId, inputs.teacherRunId)),
    digitRate: mean(sums.digits, tokens - sums.after.tokens),
    after: {
      tokens: mean(sums.after.tokens, ids.length),
      messages: mean(sums.after.messages, ids.length),
    },
  }
}

/** The episodes of the training file as they are counted here. */
function listRows({ sample: { columns }, rows }: Frozen, traits: Traits): CountedRow[] {
  const { toolTokens, callsPerStep, digitRate, after } = traits
  return Array.from(rows, (row) => {
    const steps = columns.steps[row] as number
    const contentTokens = Math.max(0, (columns.contentTokens[row] as number) - after.tokens)
    const messages = Math.max(0, steps - after.messages)
    const digitTokens = contentTokens * digitRate
    return { contentTokens, messages, digitTokens, calls: steps * callsPerStep, toolTokens }
  })
}

/** How often each episode comes in the file: as often as the others, or by its weight where the provider knows none. */
function listShares({ members }: Frozen, trainer: HostedTrainer): (index: number) => number {
  if (trainer.capabilities.rowWeights === "loss") return () => 1
  const sum = members.reduce((total, { weight }) => total + weight, 0)
  return (index) => (sum > 0 ? ((members[index]?.weight ?? 0) * members.length) / sum : 1)
}

/** A pair is the beginning of an attempt and two answers: half an attempt at least, a whole one and a half at most. */
const PAIR = { low: 0.5, high: 1.5 }

/** Tokens of one pass over the file, and its rows. */
function countTokens({ inputs, frozen }: Launch, trainer: HostedTrainer, traits: Traits) {
  const template = templateOf(inputs.baseModel)
  const most = trainer.baseModels.find(({ id }) => id === inputs.baseModel)?.maxRowTokens ?? Infinity
  const episodes = listRows(frozen, traits)
  const shareOf = listShares(frozen, trainer)
  const tokens = { low: 0, high: 0 }
  episodes.forEach((row, index) => {
    const { low, high } = tokensUnder(template, row)
    tokens.low += Math.min(low, most) * shareOf(index)
    tokens.high += Math.min(high, most) * shareOf(index)
  })
  const { paired } = frozen
  if (paired === null || episodes.length === 0) return { tokens, template, rowCount: episodes.length }
  const perEpisode = paired.pairs.length / episodes.length
  return {
    tokens: { low: tokens.low * PAIR.low * perEpisode, high: tokens.high * PAIR.high * perEpisode },
    template,
    rowCount: paired.pairs.length,
  }
}

const millions = (tokens: number) =>
  `${(tokens / 1e6).toLocaleString("en-US", { maximumSignificantDigits: 3 })} M`

function describeRange({ low, high }: Range, format: (value: number) => string): string {
  return format(low) === format(high) ? format(low) : `${format(low)} to ${format(high)}`
}

async function priceTraining(ctx: Context, launch: Launch): Promise<CostPart> {
  const { trainer, inputs } = launch
  if (!trainsAway(trainer)) return LOCAL
  const { tokens, template, rowCount } = countTokens(launch, trainer, await readTraits(ctx, launch))
  const epochs = trainer.epochsOf?.(inputs.config, rowCount) ?? null
  const price = trainer.trainingPrice?.(inputs) ?? null
  const passes = epochs ? `${describeRange(epochs, String)} epochs` : "as many epochs as it chooses"
  const counted = `${describeRange(tokens, millions)} tokens under the template of ${template.name} x ${passes}`
  if (!price || !epochs) {
    const basis = price
      ? counted
      : `${counted}; no price of ${inputs.baseModel} at ${trainer.title} is on record`
    return { name: "training", lowUsd: null, highUsd: null, basis, ...TEMPLATE_SOURCE }
  }
  const usd = { low: price.lowUsdPerMTok, high: price.highUsdPerMTok }
  return {
    name: "training",
    lowUsd: trainingCostUsd(tokens.low, price, epochs.low).low,
    highUsd: trainingCostUsd(tokens.high, price, epochs.high).high,
    basis: `${counted} x ${describeRange(usd, (value) => `$${value}`)} a million`,
    source: price.source,
    sourceDate: price.sourceDate,
  }
}

/** What a launch would be billed for, from what is known before it starts. */
export async function estimateLaunch(ctx: Context, launch: Launch): Promise<LaunchCost> {
  const { inputs, trainer, heldOutTasks, experimentId } = launch
  const plan: AttemptPlan = {
    experimentId,
    inputs,
    trainer,
    attempts: heldOutTasks * inputs.evaluation.trials,
  }
  return sumParts([await priceTraining(ctx, launch), ...(await priceAttempts(ctx, plan))])
}
