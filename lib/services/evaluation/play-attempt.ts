import type { ActOutput, Policy } from "@/lib/contracts/policy"
import type { Outcome, StopReason } from "@/lib/domain/episode"
import type { AssistantMessage, Message } from "@/lib/domain/message"
import { PolicyError, type PolicyErrorKind } from "@/lib/domain/policy-error"
import { deriveSeed } from "@/lib/domain/random"
import type { Environment, EnvironmentPorts, Session, TaskSpec } from "@/lib/environments/environment"
import { actWithRetry, type RetryOptions } from "@/lib/services/evaluation/act-with-retry"

export interface AttemptInput {
  environment: Environment
  task: TaskSpec
  policy: Policy
  ports: EnvironmentPorts
  seed: number
  temperature: number
  maxSteps: number
  wallMs: number
  retry: RetryOptions
  signal?: AbortSignal
  /** Told of every call's output, so that what it costs can be counted. */
  onCall(output: ActOutput): void
  /** Checked before every call; false ends the attempt with stop reason `budget`. */
  maySpend(): boolean
}

/** A message with what its model call took; null means unknown. */
export interface PlayedMessage {
  message: Message
  call: Pick<ActOutput, "usage" | "latencyMs" | "firstTokenMs" | "costMicro"> | null
  reward: number | null
}

export interface PlayedAttempt {
  messages: PlayedMessage[]
  outcome: Outcome
  /** Wall time of the model calls; the environment's own time is not the model's latency. */
  latencyMs: number
  environmentCostMicro: number | null
}

const STOP_BY_ERROR: Record<PolicyErrorKind, StopReason> = {
  rate_limited: "error",
  unavailable: "error",
  timeout: "timeout",
  refused: "refused",
  invalid_response: "parse_error",
  context_limit: "context_limit",
  misconfigured: "error",
}

/** Longest reply that is kept; a model that writes more is cut, so that one episode cannot fill the store. */
const REPLY_LIMIT = 100_000

function cutReply(message: AssistantMessage): AssistantMessage {
  if ((message.content?.length ?? 0) <= REPLY_LIMIT) return message
  return {
    ...message,
    content: `${message.content?.slice(0, REPLY_LIMIT)}\n[cut at ${REPLY_LIMIT} characters]`,
  }
}

function failedOutcome(stopReason: StopReason, stopDetail: string): Outcome {
  return { score: 0, success: false, metrics: {}, stopReason, stopDetail }
}

function add(total: number | null, part: number | null): number | null {
  return total === null || part === null ? null : total + part
}

class Attempt {
  readonly played: PlayedMessage[]
  readonly #input: AttemptInput
  readonly #session: Session
  latencyMs = 0
  environmentCostMicro: number | null = 0

  constructor(input: AttemptInput, session: Session) {
    this.#input = input
    this.#session = session
    this.played = session.messages.map((message) => ({ message, call: null, reward: null }))
  }

  /** One call and what the environment made of it; an outcome when that ended the attempt. */
  async turn(step: number, signal: AbortSignal): Promise<Outcome | null> {
    const output = await this.#act(step, signal)
    this.#input.onCall(output)
    this.latencyMs += output.latencyMs
    const message = cutReply(output.message)
    const answer = await this.#session.step(message)
    const { usage, latencyMs, firstTokenMs, costMicro } = output
    this.played.push({
      message,
      call: { usage, latencyMs, firstTokenMs, costMicro },
      reward: answer.reward ?? null,
    })
    for (const next of answer.messages) this.played.push({ message: next, call: null, reward: null })
    this.environmentCostMicro = add(this.environmentCostMicro, answer.environmentCostMicro)
    return answer.done ?? null
  }

  #act(step: number, signal: AbortSignal): Promise<ActOutput> {
    const input = this.#input
    return actWithRetry(
      input.policy,
      {
        messages: this.played.map(({ message }) => message),
        tools: input.environment.tools,
        temperature: input.temperature,
        seed: deriveSeed(input.seed, `step ${step}`),
        signal,
      },
      input.retry,
    )
  }
}

async function play(attempt: Attempt, input: AttemptInput, signal: AbortSignal): Promise<Outcome> {
  for (let step = 0; step < input.maxSteps; step++) {
    if (!input.maySpend()) return failedOutcome("budget", "the evaluation's budget is spent")
    const outcome = await attempt.turn(step, signal)
    if (outcome) return outcome
  }
  return failedOutcome("max_steps", `${input.maxSteps} steps without an end`)
}

function stopByError(error: unknown, input: AttemptInput, wall: AbortSignal): Outcome {
  if (input.signal?.aborted) throw error
  if (wall.aborted) return failedOutcome("timeout", `longer than ${input.wallMs} ms`)
  if (error instanceof PolicyError) return failedOutcome(STOP_BY_ERROR[error.kind], error.message)
  throw error
}

/**
 * Plays one attempt to its end. Whatever a model does becomes a typed stop reason; only an abort by `signal` and a defect of
 * ours throw. Same seed and policy, same attempt.
 */
export async function playAttempt(input: AttemptInput): Promise<PlayedAttempt> {
  const wall = AbortSignal.timeout(input.wallMs)
  const signal = input.signal ? AbortSignal.any([input.signal, wall]) : wall
  const session = await input.environment.open(input.task, { seed: input.seed, signal, ports: input.ports })
  const attempt = new Attempt(input, session)
  try {
    const outcome = await play(attempt, input, signal).catch((error: unknown) =>
      stopByError(error, input, wall),
    )
    const { played: messages, latencyMs, environmentCostMicro } = attempt
    return { messages, outcome, latencyMs: Math.round(latencyMs), environmentCostMicro }
  } finally {
    await session.close()
  }
}
