import { hash } from "node:crypto"
import type { EpisodeInput, EpisodeMessage } from "@/lib/contracts/episode-input"
import type { NewEpisode } from "@/lib/db/ingest.sql"
import { newId } from "@/lib/db/new-id"
import { type PromptText, promptId } from "@/lib/db/prompt.sql"
import type { EncodedSteps, NewStep } from "@/lib/db/step-rows"
import { canonicalMessage, hashableConversation } from "@/lib/domain/canonical-message"
import { MESSAGE_ROLES, type Message, type ToolDefinition } from "@/lib/domain/message"
import { resolveCost } from "@/lib/domain/pricing/cost"
import type { Price } from "@/lib/domain/pricing/price"
import { estimateUsageFromPrefixSums, type Usage } from "@/lib/domain/pricing/usage"
import { countTokens } from "@/lib/domain/tokens/count-tokens"
import { countMessageTokens } from "@/lib/domain/tokens/message-tokens"

/** What the run adds to each episode. */
export interface RunFacts {
  price: Price | null
  /** Tokens of the tool definitions supplied for the whole run. */
  runToolTokens: number
}

export interface PrepareContext extends RunFacts {
  /** Texts already hashed and counted; shared by the episodes of one ingest. */
  prompts: Map<string, PromptText>
}

export function toMicro(usd: number | null | undefined): number | null {
  return usd === null || usd === undefined ? null : Math.round(usd * 1_000_000)
}

function round(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.round(value)
}

const PROMPT_CACHE_SIZE = 500

/** The stored form of a text that repeats across episodes; `count` is called once per distinct text. */
function internPrompt(context: PrepareContext, text: string, count: () => number): PromptText {
  const known = context.prompts.get(text)
  if (known) return known
  const prompt = { id: promptId(text), text, tokens: count() }
  if (context.prompts.size >= PROMPT_CACHE_SIZE) context.prompts.clear()
  context.prompts.set(text, prompt)
  return prompt
}

export function toolsPrompt(context: PrepareContext, tools: readonly ToolDefinition[]): PromptText {
  const text = JSON.stringify(tools)
  return internPrompt(context, text, () => countTokens(text))
}

function toolOf(message: Message, callNames: Map<string, string>): string | null {
  if (message.role === "tool") return message.name ?? callNames.get(message.tool_call_id) ?? null
  if (message.role !== "assistant") return null
  for (const call of message.tool_calls ?? []) callNames.set(call.id, call.function.name)
  return message.tool_calls?.[0]?.function.name ?? null
}

function prepareStep(
  context: PrepareContext,
  message: EpisodeMessage,
  text: string,
  callNames: Map<string, string>,
): { step: NewStep; prompt: PromptText | null } {
  const prompt =
    message.role === "system" ? internPrompt(context, text, () => countMessageTokens(message)) : null
  const step = {
    role: MESSAGE_ROLES.indexOf(message.role),
    tool: toolOf(message, callNames),
    message: prompt ? null : text,
    promptId: prompt?.id ?? null,
    contentTokens: prompt?.tokens ?? countMessageTokens(message),
    inputTokens: message.usage?.inputTokens ?? null,
    cachedTokens: message.usage?.cachedTokens ?? null,
    outputTokens: message.usage?.outputTokens ?? null,
    latencyMs: round(message.latencyMs),
    firstTokenMs: round(message.firstTokenMs),
    costMicro: toMicro(message.costUsd),
    reward: message.reward ?? null,
    isError: message.error ?? false,
  }
  return { step, prompt }
}

const ASSISTANT = MESSAGE_ROLES.indexOf("assistant")

/** A sum over the model's own steps, null unless every one of them says: a part is no total. */
function sumOverCalls(steps: readonly NewStep[], read: (step: NewStep) => number | null): number | null {
  const calls = steps.filter(({ role }) => role === ASSISTANT)
  if (calls.length === 0) return null
  return calls.reduce<number | null>((sum, step) => {
    const value = read(step)
    return sum === null || value === null ? null : sum + value
  }, 0)
}

function readUsage(steps: readonly NewStep[]): Usage {
  return {
    inputTokens: sumOverCalls(steps, ({ inputTokens }) => inputTokens),
    cachedTokens: sumOverCalls(steps, ({ cachedTokens }) => cachedTokens),
    outputTokens: sumOverCalls(steps, ({ outputTokens }) => outputTokens),
  }
}

function priceEpisode(
  context: PrepareContext,
  input: EpisodeInput,
  steps: readonly NewStep[],
  toolTokens: number,
) {
  const usage = readUsage(steps)
  const reportedMicro = toMicro(input.costUsd) ?? sumOverCalls(steps, ({ costMicro }) => costMicro)
  if (reportedMicro !== null) return { ...usage, costMicro: reportedMicro, costKind: "reported" as const }
  const counted = steps.map(({ role, contentTokens }) => ({
    role: MESSAGE_ROLES[role] ?? "user",
    tokens: contentTokens,
  }))
  const cost = resolveCost({
    reportedMicro,
    usage,
    estimatedUsage: steps.length > 0 ? estimateUsageFromPrefixSums(counted, toolTokens) : null,
    price: context.price,
  })
  return { ...usage, costMicro: cost.costMicro, costKind: cost.kind }
}

/** The first 64 bits of the SHA-256 of the conversation; an empty one equals nothing but itself. */
function hashContent({ messages }: EpisodeInput, texts: readonly string[], id: string): bigint {
  const text = messages.length > 0 ? hashableConversation(messages, texts) : `empty ${id}`
  return hash("sha256", text, "buffer").readBigInt64BE()
}

function countTokensOf(steps: readonly NewStep[], role?: number): number {
  return steps.reduce(
    (sum, step) => (role === undefined || step.role === role ? sum + step.contentTokens : sum),
    0,
  )
}

/** An episode whose steps are not encoded yet. */
export interface PreparedEpisode extends Omit<NewEpisode, keyof EncodedSteps> {
  steps: NewStep[]
}

/** Turns a validated episode into the rows that ingest writes. Pure but for the fresh id of an episode that has none. */
export function prepareEpisode(
  context: PrepareContext,
  input: EpisodeInput,
  repairs: readonly string[] = [],
): PreparedEpisode {
  const id = input.id ?? newId()
  const callNames = new Map<string, string>()
  const texts = input.messages.map(canonicalMessage)
  const prepared = input.messages.map((message, index) =>
    prepareStep(context, message, texts[index] as string, callNames),
  )
  const steps = prepared.map(({ step }) => step)
  const tools = input.tools?.length ? toolsPrompt(context, input.tools) : null
  const prompts = prepared.flatMap(({ prompt }) => prompt ?? [])
  return {
    id,
    externalId: input.externalId,
    task: {
      key: input.taskKey,
      title: input.taskTitle ?? null,
      split: input.taskSplit ?? null,
      group: input.taskGroup ?? null,
      data: input.taskData ?? null,
    },
    trial: input.trial,
    score: input.score,
    sourceSuccess: input.success,
    stopReason: input.stopReason,
    stopDetail: input.stopDetail ?? null,
    metrics: input.metrics,
    tags: input.tags ?? [],
    detail: input.detail ?? null,
    repairs: [...repairs],
    seed: input.seed ?? null,
    stepCount: steps.length,
    contentTokens: countTokensOf(steps),
    assistantTokens: countTokensOf(steps, ASSISTANT),
    ...priceEpisode(context, input, steps, tools?.tokens ?? context.runToolTokens),
    environmentCostMicro: toMicro(input.environmentCostUsd),
    latencyMs: round(input.latencyMs) ?? sumOverCalls(steps, ({ latencyMs }) => latencyMs),
    errorCount: steps.filter(({ isError }) => isError).length,
    contentHash: hashContent(input, texts, id),
    toolsPromptId: tools?.id ?? null,
    startedAt: input.startedAt,
    prompts: tools ? [...prompts, tools] : prompts,
    steps,
  }
}
