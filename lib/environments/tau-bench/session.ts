import type { Outcome } from "@/lib/domain/episode"
import { AppError } from "@/lib/domain/errors"
import type { AssistantMessage, Message, ToolCall } from "@/lib/domain/message"
import type { Session } from "../environment"
import { Database } from "./database"
import type { Benchmark } from "./load"
import { scoreConversation } from "./reward"
import { type SimulatedUser, STOP_WORD, type UserTurn } from "./simulated-user"
import type { TaskData } from "./task"
import { TRANSFER_TOOL } from "./tool"
import { answerToolCalls } from "./tool-call"

type StepResult = Awaited<ReturnType<Session["step"]>>

/** One conversation between the agent and a simulated user over a database of its own. */
export class TauBenchSession implements Session {
  readonly messages: Message[]
  readonly #benchmark: Benchmark
  readonly #task: TaskData
  readonly #user: SimulatedUser
  readonly #database: Database
  readonly #replies: string[] = []
  #stepsLeft: number
  /** What the user's opening cost, paid with the first step. */
  #openingCostMicro: number | null
  #isOver = false

  constructor(options: {
    benchmark: Benchmark
    task: TaskData
    user: SimulatedUser
    opening: UserTurn
    maxSteps: number
  }) {
    this.#benchmark = options.benchmark
    this.#task = options.task
    this.#user = options.user
    this.#database = new Database(options.benchmark.tables)
    this.#stepsLeft = options.maxSteps
    this.#openingCostMicro = options.opening.costMicro
    this.messages = [
      { role: "system", content: options.benchmark.policy },
      { role: "user", content: options.opening.text },
    ]
  }

  async step(reply: AssistantMessage): Promise<StepResult> {
    if (this.#isOver) throw new AppError("CONFLICT", "This attempt has ended.")
    this.#stepsLeft--
    const result = await this.#respond(reply)
    const openingCostMicro = this.#openingCostMicro
    this.#openingCostMicro = 0
    if (!result.done && this.#stepsLeft <= 0) result.done = failure("max_steps")
    this.#isOver = result.done !== undefined
    return { ...result, environmentCostMicro: sumCosts(openingCostMicro, result.environmentCostMicro) }
  }

  async close(): Promise<void> {}

  async #respond(reply: AssistantMessage): Promise<StepResult> {
    const [call] = reply.tool_calls ?? []
    if (call) return this.#answerCalls(call, reply.tool_calls ?? [])
    if (reply.content?.trim()) return this.#tellUser(reply.content)
    const done = failure("parse_error", "the reply had neither text nor a tool call")
    return { messages: [], done, environmentCostMicro: 0 }
  }

  #answerCalls(first: ToolCall, calls: readonly ToolCall[]): StepResult {
    const messages = answerToolCalls(this.#benchmark.toolbox, this.#database, calls)
    const done = first.function.name === TRANSFER_TOOL ? this.#score(TRANSFER_TOOL) : undefined
    return { messages, reward: done?.score ?? 0, done, environmentCostMicro: 0 }
  }

  async #tellUser(text: string): Promise<StepResult> {
    this.#replies.push(text)
    const turn = await this.#user.answer(text)
    const done = turn.text.includes(STOP_WORD) ? this.#score("user_stop") : emptyTurnOutcome(turn)
    return {
      messages: [{ role: "user", content: turn.text }],
      reward: done?.score ?? 0,
      done,
      environmentCostMicro: turn.costMicro,
    }
  }

  #score(stopDetail: string): Outcome {
    const { toolbox, tables } = this.#benchmark
    const scored = scoreConversation(toolbox, tables, this.#task, this.#database, this.#replies)
    const areOutputsSaid = Object.values(scored.outputs).every(Boolean)
    return {
      score: scored.reward,
      success: scored.reward === 1,
      metrics: { database: scored.isDatabaseRight ? 1 : 0, outputs: areOutputsSaid ? 1 : 0 },
      stopReason: "completed",
      stopDetail,
      detail: { outputs: scored.outputs, databaseHash: scored.databaseHash, goldHash: scored.goldHash },
    }
  }
}

/** The benchmark gives nothing for a conversation that did not come to its end. */
function failure(stopReason: "max_steps" | "parse_error", stopDetail?: string): Outcome {
  return { score: 0, success: false, metrics: {}, stopReason, stopDetail }
}

/** A user who says nothing is the environment's fault, so the attempt is not scored. */
function emptyTurnOutcome(turn: UserTurn): Outcome | undefined {
  if (turn.text.trim()) return undefined
  const stopDetail = "the simulated user said nothing"
  return { score: null, success: null, metrics: {}, stopReason: "error", stopDetail }
}

function sumCosts(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right
}
