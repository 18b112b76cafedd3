import { STOP_WORDS } from "@/lib/domain/retrieval/stop-words"

/** What a piece of text is: the whole task, an article's heading, an entry of a list, a sentence, or a piece of one. */
export const SPAN_KINDS = ["whole", "heading", "entry", "sentence", "name", "number", "tail"] as const

export type SpanKind = (typeof SPAN_KINDS)[number]

/** `left` and `right` are the words around it in its sentence, names as `_` and numbers as `#`. */
export interface Span {
  text: string
  kind: SpanKind
  left: string
  right: string
}

const WORD = String.raw`\p{Lu}[\p{L}\p{N}'’-]*`
const TOKEN = new RegExp(
  String.raw`(?<name>${WORD}(?:(?: (?:of|the|and|de|la|von|van))* ${WORD})*)|(?<number>\d[\d.,]*\d|\d)|(?<word>[\p{L}']+)`,
  "gu",
)

interface Token {
  text: string
  kind: "name" | "number" | "word"
  label: string
}

const LONGEST_TEXT = 8_000
const MOST_SENTENCES = 60

/** The tokens of a sentence: names in one piece, save for words that are only capitalised because they come first. */
export function readTokens(sentence: string): Token[] {
  return Array.from(sentence.matchAll(TOKEN), ({ groups }): Token => {
    const { name, number, word } = groups ?? {}
    if (number !== undefined) return { text: number, kind: "number", label: "#" }
    if (name !== undefined && !STOP_WORDS.has(name.toLowerCase()))
      return { text: name, kind: "name", label: "_" }
    const text = name ?? word ?? ""
    return { text, kind: "word", label: text.toLowerCase() }
  })
}

/** The skeleton of a sentence: its words with names as `_` and numbers as `#`. */
export function readSkeleton(sentence: string): string[] {
  return readTokens(sentence).map(({ label }) => label)
}

function readSentence(sentence: string): Span[] {
  const tokens = readTokens(sentence)
  const labels = tokens.map(({ label }) => label)
  const around = (index: number) => ({
    left: labels.slice(Math.max(0, index - 4), index).join(" "),
    right: labels.slice(index + 1, index + 3).join(" "),
  })
  const spans: Span[] = [{ text: sentence, kind: "sentence", left: labels.slice(0, 16).join(" "), right: "" }]
  for (const [index, { text, kind }] of tokens.entries()) {
    const isTail = kind === "word" && index === tokens.length - 1
    if (kind === "word" && !isTail) continue
    spans.push({ text, kind: kind === "word" ? "tail" : kind, ...around(index) })
    const bare = kind === "name" ? text.replace(/^The /, "") : text
    if (bare !== text) spans.push({ text: bare, kind: "name", ...around(index) })
  }
  return spans
}

function splitSentences(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "")
    .slice(0, MOST_SENTENCES)
}

const whole = (text: string, kind: "whole" | "heading" | "entry"): Span => ({
  text,
  kind,
  left: kind,
  right: "",
})

/** The task as a whole and the names and numbers in it. */
export function readTaskSpans(task: string): Span[] {
  const parts = readSentence(task).filter(({ kind }) => kind === "name" || kind === "number")
  return [whole(task, "whole"), ...parts]
}

const CACHE_LIMIT = 5_000
const cache = new Map<string, readonly Span[]>()

/** A list gives its entries, an article (a line, an empty line, text) its heading and the spans of its sentences. */
export function readSpans(observation: string): readonly Span[] {
  const known = cache.get(observation)
  if (known) return known
  const spans = parseSpans(observation.slice(0, LONGEST_TEXT))
  if (cache.size >= CACHE_LIMIT) cache.clear()
  cache.set(observation, spans)
  return spans
}

function parseSpans(text: string): Span[] {
  const entries = Array.from(text.matchAll(/^\d+[.)] (.+)$/gm), ([, entry]) => whole(entry ?? "", "entry"))
  if (entries.length > 0) return entries
  const [, heading, body] = /^([^\n]+)\n\s*\n(.*)$/s.exec(text) ?? []
  const sentences = splitSentences(body ?? text).flatMap(readSentence)
  return heading === undefined ? sentences : [whole(heading, "heading"), ...sentences]
}
