import { countTokens as encodeAndCount } from "gpt-tokenizer/encoding/o200k_base"
import type { Message } from "@/lib/domain/message"

/** Byte-pair merging is quadratic in the length of one unbroken run, so longer runs are counted in parts. */
const LONGEST_RUN = 256
const PARTS = /\S{1,256}\s{0,256}|\s{1,256}/g
/** Texts beyond this are counted up to here and scaled; a count is never worth minutes. */
const SAMPLE_CHARS = 1_000_000

/** Markers such as `<|endoftext|>` in a trajectory are text like any other. */
const AS_TEXT = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() }

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

/** A loop over codes: a pattern that backtracks costs a quarter of the counting itself. */
function hasLongRun(text: string): boolean {
  let start = 0
  let space = false
  for (let index = 0; index < text.length; index++) {
    const isNowSpace = isSpace(text.charCodeAt(index))
    if (isNowSpace !== space) {
      start = index
      space = isNowSpace
    } else if (index - start >= LONGEST_RUN) return true
  }
  return false
}

/** Tokens of a text in OpenAI's o200k encoding; the same measure for every model, so that episodes compare. */
export function countTokens(text: string): number {
  if (text.length > SAMPLE_CHARS) {
    return Math.round((countTokens(text.slice(0, SAMPLE_CHARS)) * text.length) / SAMPLE_CHARS)
  }
  if (text.length <= LONGEST_RUN || !hasLongRun(text)) return encodeAndCount(text, AS_TEXT)
  const parts = text.match(PARTS) ?? []
  return parts.reduce((sum, part) => sum + encodeAndCount(part, AS_TEXT), 0)
}

/** Tokens of what a message says: content, reasoning, and name and arguments of its tool calls. */
export function countMessageTokens(message: Message): number {
  const own = message.content ? countTokens(message.content) : 0
  if (message.role !== "assistant") return own
  const calls = message.tool_calls ?? []
  const called = calls.reduce(
    (sum, { function: { name, arguments: text } }) => sum + countTokens(name) + countTokens(text),
    0,
  )
  return own + called + (message.reasoning ? countTokens(message.reasoning) : 0)
}
