import { decode } from "gpt-tokenizer/encoding/o200k_base"
import { orderedId } from "@/lib/db/new-id"
import { createRandom, type Random } from "@/lib/domain/random"

/** How many tasks there are, and in how many runs the whole corpus lies. */
export const CORPUS = { tasks: 500, runs: 200 } as const

/** Words of the encoding come roughly in the order of how common they are; this many of them are looked at. */
const COMMON_TOKENS = 60_000
const TOOLS = ["find_order", "get_user", "list_flights", "book", "cancel", "refund", "search", "calculate"]
const START_MS = Date.UTC(2026, 0, 1)

/** Lower-case words, most common first. */
function readWords(): string[] {
  const tokens = Array.from({ length: COMMON_TOKENS }, (_, rank) => decode([rank]))
  return tokens.filter((token) => /^ [a-z]{2,12}$/.test(token)).map((token) => token.slice(1))
}

const words = readWords()

/** Zipf's law: the r-th word comes about 1/r as often as the first. */
function pickWord(random: Random): string {
  return words[Math.floor(words.length ** random()) - 1] ?? "the"
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function identifier(random: Random): string {
  return `${pickWord(random)}_${Math.floor(random() * 1e6)
    .toString(36)
    .toUpperCase()}${Math.floor(random() * 1e4)}`
}

/** One in ten words is a name, a number, an id or a word that no list has. */
function pickTerm(random: Random): string {
  const kind = random()
  if (kind < 0.9) return pickWord(random)
  if (kind < 0.93) return capital(pickWord(random))
  if (kind < 0.96) return (random() * 1000).toFixed(2)
  if (kind < 0.98) return identifier(random)
  return pickWord(random) + pickWord(random)
}

export function makeSentence(random: Random, length: number): string {
  const terms = Array.from({ length }, () => pickTerm(random))
  return `${capital(terms.join(" "))}.`
}

function makeText(random: Random, sentences: number): string {
  return Array.from({ length: sentences }, () => makeSentence(random, 6 + Math.floor(random() * 16))).join(
    " ",
  )
}

function makeResult(random: Random): string {
  const fields = 3 + Math.floor(random() * 8)
  const entries = Array.from({ length: fields }, () => {
    const value = random() < 0.5 ? Math.floor(random() * 1e5) : identifier(random)
    return [`${pickWord(random)}_${pickWord(random)}`, value]
  })
  return JSON.stringify(Object.fromEntries(entries))
}

function makeCall(random: Random, no: number) {
  const name = TOOLS[Math.floor(random() * TOOLS.length)] as string
  const args = { [pickWord(random)]: identifier(random), count: Math.floor(random() * 100) }
  const id = `call_${no}_${Math.floor(random() * 2 ** 32).toString(36)}`
  return { id, type: "function" as const, function: { name, arguments: JSON.stringify(args) } }
}

function makeUsage(random: Random) {
  return { inputTokens: 500 + Math.floor(random() * 5000), outputTokens: 20 + Math.floor(random() * 200) }
}

/** A call with its result, or a reply with what the user says to it: two messages. */
function makeTurn(random: Random, no: number): object[] {
  const facts = { usage: makeUsage(random), latencyMs: 300 + Math.floor(random() * 4000) }
  if (random() < 0.6) {
    const call = makeCall(random, no)
    const failed = random() < 0.05
    const content = failed ? `Error: ${makeSentence(random, 5)}` : makeResult(random)
    return [
      { role: "assistant", content: null, tool_calls: [call], ...facts },
      {
        role: "tool",
        tool_call_id: call.id,
        name: call.function.name,
        content,
        ...(failed && { error: true }),
      },
    ]
  }
  const said = { role: "assistant", content: makeText(random, 2 + Math.floor(random() * 3)), ...facts }
  return [said, { role: "user", content: makeText(random, 1 + Math.floor(random() * 3)) }]
}

const systemPrompts = Array.from({ length: 5 }, (_, no) => makeText(createRandom(1000 + no), 60))

export interface CorpusEpisode {
  id: string
  externalId: string
  taskKey: string
  score: number | null
  [field: string]: unknown
}

/**
 * Episode `index` of the corpus, always the same: `steps` messages, varied text of common and rare words, ids, numbers and
 * JSON, one of five system prompts.
 */
export function makeEpisode(index: number, steps = 20): CorpusEpisode {
  const random = createRandom(index + 1)
  const messages: object[] = [
    { role: "system", content: systemPrompts[index % systemPrompts.length] },
    { role: "user", content: makeText(random, 2) },
  ]
  for (let no = 0; messages.length < steps; no++) messages.push(...makeTurn(random, no))
  const score = random() < 0.02 ? null : Math.round(random() * 1000) / 1000
  return {
    id: orderedId(`bench ${index}`, START_MS + index, index % 2 ** 24),
    externalId: `episode ${index}`,
    taskKey: `task ${Math.floor(random() * CORPUS.tasks)}`,
    taskGroup: `family ${index % 20}`,
    score,
    success: score === null ? null : score > 0.4,
    stopReason: random() < 0.9 ? "completed" : "max_steps",
    metrics: { progress: Math.round(random() * 100) / 100 },
    ...(random() < 0.1 && { tags: [pickWord(random)] }),
    costUsd: random() < 0.1 ? null : Math.round(random() * 300_000) / 1e6,
    latencyMs: 1000 + Math.floor(random() ** 3 * 60_000),
    startedAt: new Date(START_MS + index * 1000).toISOString(),
    messages: messages.slice(0, steps),
  }
}

/** Lines of NDJSON, a hundred episodes a chunk. */
export function* corpusLines(from: number, to: number, steps?: number): Generator<string> {
  for (let start = from; start < to; start += 100) {
    const size = Math.min(100, to - start)
    yield `${Array.from({ length: size }, (_, at) => JSON.stringify(makeEpisode(start + at, steps))).join("\n")}\n`
  }
}
