import type { AssistantMessage, Message, ToolCall, ToolDefinition } from "@/lib/domain/message"
import type { ExportProblem } from "@/lib/exporters/exporter"

/** What a format asks of a conversation, besides an answer to every tool call and text or calls in every reply. */
export interface ConversationRules {
  /** Arguments of tool calls: any JSON, or a JSON object, which the format writes as such. */
  arguments: "json" | "object"
  /** Function names have 1-64 letters, digits, _ or -, and no two tools share one. */
  functionNames: boolean
  /** One system message at most, and before all others. */
  systemFirst: boolean
  /** After a system message the user speaks first. */
  startsWithUser: boolean
  /** User and assistant take turns; tool messages stand between two replies. */
  alternates: boolean
  /** Every system and user message has text. */
  textNeeded: boolean
}

const FUNCTION_NAME = /^[a-zA-Z0-9_-]{1,64}$/

/** Every rule that the messages break, in their order. */
export function checkConversation(
  messages: readonly Message[],
  tools: readonly ToolDefinition[],
  rules: ConversationRules,
): ExportProblem[] {
  const check = new ConversationCheck(tools, rules)
  for (const [step, message] of messages.entries()) check.message(step, message)
  return check.problems
}

class ConversationCheck {
  readonly problems: ExportProblem[] = []
  readonly #rules: ConversationRules
  readonly #tools: ReadonlySet<string>
  /** Calls of the latest reply that have no answer yet. */
  #pending = new Set<string>()
  #before: Message["role"] | null = null

  constructor(tools: readonly ToolDefinition[], rules: ConversationRules) {
    this.#rules = rules
    const names = tools.map((tool) => tool.function.name)
    this.#tools = new Set(names)
    if (!rules.functionNames) return
    for (const name of this.#tools) {
      if (!FUNCTION_NAME.test(name)) {
        this.#error(null, `The tool ${name} needs a name of 1-64 letters, digits, _ or -.`)
      }
    }
    if (this.#tools.size < names.length) this.#error(null, "Two tools share a name.")
  }

  message(step: number, message: Message): void {
    if (message.role === "tool") this.#answer(step, message.tool_call_id)
    else this.#turn(step, message)
    this.#before = message.role
  }

  #turn(step: number, message: Exclude<Message, { role: "tool" }>): void {
    if (this.#pending.size > 0) {
      this.#error(step, `Tool calls without an answer before this message: ${this.#pending.size}.`)
      this.#pending.clear()
    }
    this.#order(step, message.role)
    if (message.role === "assistant") this.#reply(step, message)
    else if (this.#rules.textNeeded && message.content === "") this.#error(step, "The message has no text.")
  }

  #order(step: number, role: "system" | "user" | "assistant"): void {
    const { systemFirst, startsWithUser, alternates } = this.#rules
    const before = this.#before
    if (role === "system") {
      if (systemFirst && before !== null) this.#error(step, "A system message may only come first.")
      return
    }
    const isFirst = before === null || before === "system"
    if (isFirst) {
      if (startsWithUser && role !== "user") this.#error(step, "The user has to speak first.")
    } else if (alternates && role === "user" && before !== "assistant") {
      this.#error(step, "The assistant has to speak between two messages of others.")
    } else if (alternates && role === "assistant" && before === "assistant") {
      this.#error(step, "Two messages of the assistant follow each other.")
    }
  }

  #answer(step: number, id: string): void {
    if (!this.#pending.delete(id))
      this.#error(step, "The tool message answers no call of the reply before it.")
  }

  #reply(step: number, { content, tool_calls: calls = [] }: AssistantMessage): void {
    if (!content && calls.length === 0) this.#error(step, "The reply has neither text nor tool calls.")
    for (const call of calls) this.#call(step, call)
  }

  #call(step: number, { id, function: { name, arguments: text } }: ToolCall): void {
    if (this.#pending.has(id)) this.#error(step, "Two calls of one message share an id.")
    this.#pending.add(id)
    if (this.#rules.functionNames && !FUNCTION_NAME.test(name)) {
      this.#error(step, `The function ${name} needs a name of 1-64 letters, digits, _ or -.`)
    } else if (this.#tools.size > 0 && !this.#tools.has(name)) {
      this.problems.push({ severity: "warning", step, message: `${name} is not among the row's tools.` })
    }
    const problem = findArgumentProblem(text, this.#rules.arguments)
    if (problem) this.#error(step, problem)
  }

  #error(step: number | null, message: string): void {
    this.problems.push({ severity: "error", step, message })
  }
}

function findArgumentProblem(text: string, expected: ConversationRules["arguments"]): string | null {
  try {
    const value: unknown = JSON.parse(text)
    const isFit =
      expected === "json" || (typeof value === "object" && value !== null && !Array.isArray(value))
    return isFit ? null : "The arguments of a call are no JSON object."
  } catch (error) {
    if (error instanceof SyntaxError) return "The arguments of a call are no JSON."
    throw error
  }
}
