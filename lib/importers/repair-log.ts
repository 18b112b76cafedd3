import type { Repair } from "@/lib/contracts/episode-input"

const NOTES: Record<Repair["code"], (count: number) => string> = {
  tool_call_ids: (count) =>
    `${plural(count, "tool call id was", "tool call ids were")} missing: paired by order.`,
  python_arguments: (count) =>
    `The arguments of ${plural(count, "tool call were", "tool calls were")} Python literals: written as JSON.`,
  empty_arguments: (count) => `${plural(count, "tool call", "tool calls")} without arguments: written as {}.`,
  object_arguments: (count) =>
    `The arguments of ${plural(count, "tool call were an object", "tool calls were objects")}: written as JSON text.`,
  legacy_function_call: (count) =>
    `${plural(count, "message", "messages")} in the old function_call form: written as tool calls.`,
  content_text: (count) =>
    `The content of ${plural(count, "message was", "messages were")} not text: written as text.`,
  unsafe_characters: (count) =>
    `NUL or broken Unicode in ${plural(count, "text", "texts")}: replaced by U+FFFD.`,
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Counts what was mended in one record. */
export class RepairLog {
  readonly #counts = new Map<Repair["code"], number>()

  add(code: Repair["code"], count = 1): void {
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + count)
  }

  toRepairs(): Repair[] {
    return [...this.#counts].map(([code, count]) => ({ code, count, note: NOTES[code](count) }))
  }
}
