import { countTextTokens } from "@/lib/domain/tokens"
import type { ExportProblem } from "@/lib/exporters/exporter"

/** Longer examples are cut by the provider (supervised fine-tuning of the GPT-4.1 and GPT-4o families). */
const ROW_TOKEN_LIMIT = 65_536

const ROW_KEYS = ["messages", "tools", "parallel_tool_calls"]
const MESSAGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  system: ["role", "content", "name"],
  user: ["role", "content", "name"],
  assistant: ["role", "content", "name", "refusal", "tool_calls", "weight"],
  tool: ["role", "content", "tool_call_id"],
}
const FUNCTION_NAME = /^[a-zA-Z0-9_-]{1,64}$/

type Json = Record<string, unknown>

/** The rules of OpenAI's supervised fine-tuning rows (fine-tuning guide and openapi.yaml, FineTuneChatRequestInput). */
export function validateChatRow(row: unknown): ExportProblem[] {
  const check = new RowCheck()
  if (!isObject(row)) check.error("", "The row is no JSON object.")
  else check.row(row)
  return check.problems
}

class RowCheck {
  readonly problems: ExportProblem[] = []
  /** Calls of the latest assistant message that have no answer yet. */
  #pending = new Set<string>()
  #tools: Set<string> | null = null

  error(path: string, message: string): void {
    this.problems.push({ severity: "error", path, message })
  }

  warn(path: string, message: string): void {
    this.problems.push({ severity: "warning", path, message })
  }

  row(row: Json): void {
    this.#keys(row, ROW_KEYS, "")
    this.#checkTools(row.tools)
    const { messages } = row
    if (!Array.isArray(messages) || messages.length === 0) {
      this.error("messages", "The row has no messages.")
      return
    }
    for (const [index, message] of messages.entries()) this.#message(message, `messages.${index}`)
    const replies = messages.filter((message) => isObject(message) && message.role === "assistant")
    if (replies.every((reply) => reply.weight === 0)) {
      this.error("messages", "The row has no assistant message that is trained on.")
    }
    if (messages.at(-1) !== replies.at(-1)) this.error("messages", "The last message is not the assistant's.")
    const calls = replies.some((reply) => Array.isArray(reply.tool_calls) && reply.tool_calls.length > 0)
    if (calls && this.#tools === null) this.warn("tools", "The row calls tools but defines none.")
    this.#length(row)
  }

  #keys(object: Json, known: readonly string[], path: string): void {
    for (const key of Object.keys(object)) {
      if (!known.includes(key))
        this.error(path ? `${path}.${key}` : key, `The key "${key}" is not known here.`)
    }
  }

  #checkTools(tools: unknown): void {
    if (tools === undefined) return
    if (!Array.isArray(tools) || tools.length === 0) {
      this.error("tools", "The tools are no list, or an empty one.")
      return
    }
    this.#tools = new Set()
    for (const [index, tool] of tools.entries()) {
      const definition = isObject(tool) && tool.type === "function" ? tool.function : null
      if (!isObject(definition) || !isFunctionName(definition.name)) {
        this.error(`tools.${index}`, "The tool has no function with a name of 1-64 letters, digits, _ or -.")
      } else {
        if (this.#tools.has(definition.name)) this.error(`tools.${index}`, `${definition.name} comes twice.`)
        this.#tools.add(definition.name)
      }
    }
  }

  #message(message: unknown, path: string): void {
    const role = isObject(message) && typeof message.role === "string" ? message.role : ""
    if (!isObject(message) || !Object.hasOwn(MESSAGE_KEYS, role)) {
      this.error(path, "The message has no role that the format knows.")
      return
    }
    this.#keys(message, MESSAGE_KEYS[role]!, path)
    if (role === "tool") {
      this.#answer(message, path)
      return
    }
    if (this.#pending.size > 0) {
      this.error(path, `Tool calls without an answer before this message: ${this.#pending.size}.`)
      this.#pending = new Set()
    }
    if (role === "assistant") this.#reply(message, path)
    else if (!isText(message.content)) this.error(`${path}.content`, "The message has no text.")
  }

  #answer(message: Json, path: string): void {
    const id = message.tool_call_id
    if (typeof id !== "string" || !this.#pending.delete(id)) {
      this.error(path, "The tool message answers no call of the assistant message before it.")
    }
    if (typeof message.content !== "string") this.error(`${path}.content`, "The tool message has no text.")
  }

  #reply(reply: Json, path: string): void {
    const { weight, content, tool_calls: calls } = reply
    if (weight !== undefined && weight !== 0 && weight !== 1) {
      this.error(`${path}.weight`, "A weight is 0 or 1.")
    }
    if (calls !== undefined && (!Array.isArray(calls) || calls.length === 0)) {
      this.error(`${path}.tool_calls`, "The tool calls are no list, or an empty one.")
    } else if (Array.isArray(calls)) {
      for (const [index, call] of calls.entries()) this.#call(call, `${path}.tool_calls.${index}`)
    }
    const silent = content === null || content === undefined || content === ""
    if (silent && !Array.isArray(calls)) this.error(path, "The reply has neither content nor tool calls.")
    if (!silent && !isText(content)) this.error(`${path}.content`, "The content is no text.")
  }

  #call(call: unknown, path: string): void {
    const called = isObject(call) ? call.function : null
    if (!isObject(call) || call.type !== "function" || !isObject(called)) {
      this.error(path, "The tool call is no function call.")
      return
    }
    if (typeof call.id !== "string" || call.id === "") this.error(`${path}.id`, "The tool call has no id.")
    else if (this.#pending.has(call.id)) this.error(`${path}.id`, "Two calls of one message share an id.")
    else this.#pending.add(call.id)
    if (!isFunctionName(called.name)) {
      this.error(`${path}.function.name`, "A function's name has 1-64 letters, digits, _ or -.")
    } else if (this.#tools && !this.#tools.has(called.name)) {
      this.warn(`${path}.function.name`, `${called.name} is not among the row's tools.`)
    }
    if (!isJsonText(called.arguments)) this.error(`${path}.function.arguments`, "The arguments are no JSON.")
  }

  /** A token has at least one byte, so short rows need no count. */
  #length(row: Json): void {
    const text = JSON.stringify(row)
    if (new TextEncoder().encode(text).length <= ROW_TOKEN_LIMIT) return
    const count = countTextTokens(text)
    if (count > ROW_TOKEN_LIMIT) {
      this.warn("", `The row has about ${count} tokens; beyond ${ROW_TOKEN_LIMIT} it is cut off.`)
    }
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isFunctionName(name: unknown): name is string {
  return typeof name === "string" && FUNCTION_NAME.test(name)
}

function isText(content: unknown): boolean {
  if (typeof content === "string") return true
  return Array.isArray(content) && content.every((part) => isObject(part) && typeof part.text === "string")
}

function isJsonText(text: unknown): boolean {
  if (typeof text !== "string") return false
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
