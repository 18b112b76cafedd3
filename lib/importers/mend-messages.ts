import { EPISODE_LIMITS } from "@/lib/contracts/episode-input"
import type { Message, ToolCall } from "@/lib/domain/message"
import { readContent, readResult } from "@/lib/importers/mend-content"
import { type MendedCall, mendToolCall } from "@/lib/importers/mend-tool-call"
import { isObject, RecordError } from "@/lib/importers/record-error"
import type { RepairLog } from "@/lib/importers/repair-log"

/** Looking a call up is linear in the open ones; no agent leaves this many unanswered. */
const OPEN_CALLS_LIMIT = 10_000

const FACTS = ["usage", "latencyMs", "firstTokenMs", "costUsd", "reward", "error"] as const

/**
 * Messages as sources write them, brought into the OpenAI chat form: content parts joined, old function calls turned into
 * tool calls, missing ids given by order. What is known of a message beside its text is passed on unchecked.
 *
 * @throws RecordError where the meaning is not certain, above all for a tool result that answers no call.
 */
export function mendMessages(raw: readonly unknown[], log: RepairLog): Message[] {
  const mender = new MessageMender(raw, log)
  return raw.map((message, index) => mender.mend(message, index))
}

class MessageMender {
  readonly #log: RepairLog
  readonly #raw: readonly unknown[]
  /** Ids that the episode has; gathered when one has to be made up. */
  #taken: Set<string> | null = null
  /** Calls not answered yet, oldest first. An id may come again once its call was answered. */
  #open: ToolCall[] = []
  #nextId = 1

  constructor(raw: readonly unknown[], log: RepairLog) {
    this.#log = log
    this.#raw = raw
  }

  mend(raw: unknown, index: number): Message {
    const where = `Message ${index + 1}`
    if (!isObject(raw)) throw new RecordError(`${where} is no object.`)
    return withFacts(this.#mendByRole(raw, where), raw)
  }

  #mendByRole(raw: Record<string, unknown>, where: string): Message {
    switch (raw.role) {
      case "system":
      case "developer":
        return { role: "system", content: readText(raw.content, where) }
      case "user":
        return { role: "user", content: readText(raw.content, where) }
      case "assistant":
        return this.#mendAssistant(raw, where)
      case "tool":
        return this.#mendResult(raw, where)
      case "function":
        this.#log.add("legacy_function_call")
        return this.#mendResult({ ...raw, tool_call_id: undefined }, where, "legacy")
      default:
        throw new RecordError(`${where} has the unknown role ${JSON.stringify(raw.role) ?? "none"}.`)
    }
  }

  #mendAssistant(raw: Record<string, unknown>, where: string): Message {
    const calls = this.#readCalls(raw, where)
    const reasoning = raw.reasoning ?? raw.reasoning_content
    const content = readContent(raw.content, where) ?? (typeof raw.refusal === "string" ? raw.refusal : null)
    return {
      role: "assistant",
      content: content ?? (calls.length > 0 ? null : ""),
      ...(typeof reasoning === "string" && reasoning !== "" && { reasoning }),
      ...(calls.length > 0 && { tool_calls: calls }),
    }
  }

  #readCalls(raw: Record<string, unknown>, where: string): ToolCall[] {
    const list = raw.tool_calls ?? []
    if (!Array.isArray(list)) throw new RecordError(`${where} has tool_calls that are no list.`)
    if (list.length > EPISODE_LIMITS.toolCallsPerMessage || this.#open.length > OPEN_CALLS_LIMIT) {
      throw new RecordError(`${where} has more tool calls than an episode may have open.`)
    }
    const mended = list.map((call) => mendToolCall(call, where, this.#log))
    const legacy = isObject(raw.function_call) && mended.length === 0
    if (legacy) {
      this.#log.add("legacy_function_call")
      mended.push({ ...mendToolCall(raw.function_call, where, this.#log), id: null })
    }
    const calls = mended.map((call) => this.#withId(call, legacy))
    if (new Set(calls.map((call) => call.id)).size < calls.length) {
      throw new RecordError(`${where} calls two tools under one id.`)
    }
    this.#open.push(...calls)
    return calls
  }

  #withId(call: MendedCall, legacy: boolean): ToolCall {
    if (call.id !== null) return { ...call, id: call.id }
    if (!legacy) this.#log.add("tool_call_ids")
    this.#taken ??= new Set(this.#raw.flatMap(callIds))
    let id = `call_${this.#nextId++}`
    while (this.#taken.has(id)) id = `call_${this.#nextId++}`
    return { ...call, id }
  }

  #mendResult(raw: Record<string, unknown>, where: string, form: "tool" | "legacy" = "tool"): Message {
    const name = typeof raw.name === "string" && raw.name !== "" ? raw.name : undefined
    const given = typeof raw.tool_call_id === "string" && raw.tool_call_id !== "" ? raw.tool_call_id : null
    const position = given === null ? this.#findByOrder(name) : this.#findById(given)
    const call = this.#open[position]
    if (!call) {
      const what = given === null ? "a tool result" : `the result of the tool call ${JSON.stringify(given)}`
      throw new RecordError(`${where} is ${what} without a call before it.`)
    }
    this.#open.splice(position, 1)
    if (given === null && form === "tool") this.#log.add("tool_call_ids")
    const content = readResult(raw.content, where, this.#log)
    return { role: "tool", tool_call_id: call.id, ...(name !== undefined && { name }), content }
  }

  #findById(id: string): number {
    return this.#open.findLastIndex((call) => call.id === id)
  }

  /** The oldest open call of that name, else the oldest open call: results carry the name of a wrapper now and then. */
  #findByOrder(name: string | undefined): number {
    const named = this.#open.findIndex((call) => call.function.name === name)
    return named === -1 ? 0 : named
  }
}

function readText(content: unknown, where: string): string {
  const text = readContent(content, where)
  if (text === null) throw new RecordError(`${where} has no content.`)
  return text
}

function callIds(message: unknown): string[] {
  if (!isObject(message) || !Array.isArray(message.tool_calls)) return []
  return message.tool_calls.flatMap((call) =>
    isObject(call) && typeof call.id === "string" ? [call.id] : [],
  )
}

function withFacts(message: Message, raw: Record<string, unknown>): Message {
  const facts: Record<string, unknown> = {}
  for (const key of FACTS) if (raw[key] !== undefined) facts[key] = raw[key]
  return Object.assign(message, facts)
}
