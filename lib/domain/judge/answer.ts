import { VERDICTS, type Verdict } from "@/lib/domain/label"
import { findSchemaProblem, type LabelSchema } from "@/lib/domain/label-schema"
import type { JsonSchema } from "@/lib/domain/message"

/** What a judge says of one episode. */
export interface JudgeAnswer {
  reason: string
  verdict: Verdict
  /** Failure reasons that hold. */
  choices: string[]
  scales: { name: string; value: number }[]
}

export type ParsedAnswer = { ok: true; answer: JudgeAnswer } | { ok: false; problem: string }

const REASON_LIMIT = 4000
/** Characters of a reply that are searched for an answer. */
const SEARCH_LIMIT = 50_000

/** The form of an answer as JSON Schema in OpenAI's strict dialect: every property required, nothing else allowed. */
export function answerSchema(labels: LabelSchema): JsonSchema {
  const properties: JsonSchema = {
    reason: { type: "string", description: "Why, in one to three sentences, naming steps." },
    verdict: { type: "string", enum: VERDICTS },
  }
  if (labels.choices.length > 0) {
    properties.choices = { type: "array", items: { type: "string", enum: labels.choices } }
  }
  if (labels.scales.length > 0) {
    properties.scales = {
      type: "array",
      items: strictObject({
        name: { type: "string", enum: labels.scales.map(({ name }) => name) },
        value: { type: "number" },
      }),
    }
  }
  return strictObject(properties)
}

function strictObject(properties: JsonSchema): JsonSchema {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false }
}

/** Where the braces that open at `from` close again, outside of strings; -1 when they never do. */
function closingBrace(text: string, from: number): number {
  let depth = 0
  let inString = false
  for (let at = from; at < text.length; at++) {
    const char = text[at]
    if (inString) {
      if (char === "\\") at += 1
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === "{") depth += 1
    else if (char === "}") {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return -1
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Every JSON object of a text that stands in no other one, in order. */
function findObjects(text: string): object[] {
  const found: object[] = []
  for (let at = text.indexOf("{"); at !== -1; at = text.indexOf("{", at)) {
    const end = closingBrace(text, at)
    const value = end === -1 ? undefined : readJson(text.slice(at, end + 1))
    if (typeof value === "object" && value !== null) found.push(value)
    at = value === undefined ? at + 1 : end + 1
  }
  return found
}

function toChoices(value: unknown): string[] | null {
  if (value === undefined) return []
  const isList = Array.isArray(value) && value.every((entry) => typeof entry === "string")
  return isList ? [...new Set<string>(value)] : null
}

function toScales(value: unknown): JudgeAnswer["scales"] | null {
  if (value === undefined) return []
  if (!Array.isArray(value)) return null
  const scales = new Map<string, number>()
  for (const entry of value) {
    const { name, value: number } = (entry ?? {}) as Record<string, unknown>
    if (typeof name !== "string" || typeof number !== "number" || scales.has(name)) return null
    scales.set(name, number)
  }
  return [...scales].map(([name, number]) => ({ name, value: number }))
}

function checkAnswer(raw: object, labels: LabelSchema): ParsedAnswer {
  const { reason, verdict, choices, scales } = raw as Record<string, unknown>
  const known = VERDICTS.find((candidate) => candidate === verdict)
  if (!known) return { ok: false, problem: `Its answer has no verdict of ${VERDICTS.join(", ")}.` }
  if (typeof reason !== "string") return { ok: false, problem: "Its answer gives no reason." }
  const chosen = toChoices(choices)
  const placed = toScales(scales)
  if (!chosen || !placed) return { ok: false, problem: "Its failure reasons or scales have another form." }
  const said = [
    ...chosen.map((name) => ({ key: "choice", name, value: true as const })),
    ...placed.map((scale) => ({ key: "scale", ...scale })),
  ]
  const problem = said.map((label) => findSchemaProblem(labels, label)).find((found) => found !== null)
  if (problem) return { ok: false, problem }
  const answer = {
    reason: reason.trim().slice(0, REASON_LIMIT),
    verdict: known,
    choices: chosen,
    scales: placed,
  }
  return { ok: true, answer }
}

/**
 * The answer in a reply: the reply itself, or, from servers that know no JSON Schema, the one object with a verdict in it. A
 * reply with two of them is none: the other one may be a quotation of what was judged.
 */
export function parseAnswer(reply: string, labels: LabelSchema): ParsedAnswer {
  const whole = readJson(reply)
  if (typeof whole === "object" && whole !== null) return checkAnswer(whole, labels)
  const objects = findObjects(reply.slice(0, SEARCH_LIMIT)).filter((object) => "verdict" in object)
  const [only] = objects
  if (!only) return { ok: false, problem: "It answered without the JSON that was asked for." }
  if (objects.length > 1) return { ok: false, problem: "It answered with several verdicts." }
  return checkAnswer(only, labels)
}
