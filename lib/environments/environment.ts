import type { z } from "zod"
import type { Policy } from "@/lib/contracts/policy"
import type { Outcome, Split } from "@/lib/domain/episode"
import type { AssistantMessage, Message, ToolDefinition } from "@/lib/domain/message"
import type { SearchIndex } from "@/lib/domain/retrieval/search-index"

/** One stable problem instance. `group` is its family or template, the unit of stratified splits; `data` is the plugin's own. */
export interface TaskSpec {
  key: string
  split: Split
  group: string
  title?: string
  data: Record<string, unknown>
}

export interface MetricDefinition {
  key: string
  title: string
  unit: "rate" | "count" | "reward"
  higherIsBetter: boolean
  primary: boolean
}

/** What an environment may need from outside; a plugin never reaches for these itself. */
export interface EnvironmentPorts {
  /** The corpus of multi-hop retrieval. */
  searchIndex?: SearchIndex
  /** The simulated user of tau-bench. */
  user?: Policy
  now(): number
}

export interface OpenOptions {
  seed: number
  signal?: AbortSignal
  ports: EnvironmentPorts
}

/**
 * One attempt in progress. `messages` is the opening transcript (system and first user turn). `step` takes the policy's whole
 * reply, however malformed, and answers with the messages that follow it (tool results, the next user turn); `done` ends the
 * attempt. A reply the environment cannot use never throws: it is answered with an error message or ends with a typed stop
 * reason. `environmentCostMicro` is what this step cost besides the agent, in micro-USD, null when unknown.
 */
export interface Session {
  readonly messages: Message[]
  step(
    reply: AssistantMessage,
  ): Promise<{ messages: Message[]; reward?: number; done?: Outcome; environmentCostMicro: number | null }>
  close(): Promise<void>
}

export interface Environment {
  readonly id: string
  readonly tools: ToolDefinition[]
  readonly metrics: MetricDefinition[]
  /** Steps the runner allows one attempt when the evaluation does not say. */
  readonly maxSteps: number
  tasks(split: Split): Iterable<TaskSpec>
  open(task: TaskSpec, options: OpenOptions): Promise<Session>
}

/**
 * A kind of environment, configured by `configSchema`. `load` reads what the configuration names and throws
 * `AppError("INVALID_INPUT")` that says what is missing.
 */
export interface EnvironmentPlugin<Config = unknown> {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly configSchema: z.ZodType<Config>
  load(config: Config): Promise<Environment>
}
