import type { ZodError } from "zod"
import {
  EPISODE_LIMITS,
  type EpisodeInput,
  type EpisodeMessage,
  episodeInputSchema,
  messageFactsSchema,
  type Repair,
} from "@/lib/contracts/episode-input"
import type { Message } from "@/lib/domain/message"
import { copyWithSafeText, type Inspection, inspectJson, isSafeText } from "@/lib/importers/inspect-json"
import { mendMessages } from "@/lib/importers/mend-messages"
import { isObject, RecordError } from "@/lib/importers/record-error"
import { RepairLog } from "@/lib/importers/repair-log"

export type EpisodeValidation =
  | { ok: true; episode: EpisodeInput; repairs: Repair[] }
  | { ok: false; reason: string }

/**
 * Turns parsed JSON of any origin into an episode that the store can take: mends what has one certain meaning and says so,
 * refuses the rest with one sentence. Never throws for bad data. `inspection` is what `inspectJson` said of it, where it was asked.
 */
export function validateEpisodeInput(raw: unknown, inspection?: Inspection): EpisodeValidation {
  const log = new RepairLog()
  try {
    const episode = readEpisode(raw, log, inspection)
    return { ok: true, episode, repairs: log.toRepairs() }
  } catch (error) {
    if (error instanceof RecordError) return { ok: false, reason: error.message }
    throw error
  }
}

function readEpisode(raw: unknown, log: RepairLog, inspection?: Inspection): EpisodeInput {
  if (!isObject(raw)) throw new RecordError("The record is no JSON object.")
  const { problem, unsafeTexts } = inspection ?? inspectJson(raw)
  if (problem) throw new RecordError(problem)
  refuseUnsafeKeys(raw)
  if (unsafeTexts > 0) log.add("unsafe_characters", unsafeTexts)
  const safe = unsafeTexts > 0 ? (copyWithSafeText(raw) as Record<string, unknown>) : raw
  if (!Array.isArray(safe.messages)) throw new RecordError("The record has no list of messages.")
  if (safe.messages.length > EPISODE_LIMITS.messages) {
    throw new RecordError(`The record has ${safe.messages.length} messages, more than an episode may have.`)
  }
  const parsed = episodeInputSchema.safeParse({
    ...safe,
    externalId: toKey(safe.externalId),
    taskKey: toKey(safe.taskKey),
    tools: safe.tools ?? undefined,
    messages: [],
  })
  const messages = mendMessages(safe.messages, log)
  if (!parsed.success) throw explain(parsed.error, "")
  return { ...parsed.data, messages: messages.map(checkFacts) }
}

const FACTS = Object.keys(messageFactsSchema.shape)

/** Mending has settled role, text and calls; only what is known beside them is still as the source wrote it. */
function checkFacts(message: Message, index: number): EpisodeMessage {
  if (!FACTS.some((fact) => fact in message)) return message
  const facts = messageFactsSchema.safeParse(message)
  if (!facts.success) throw explain(facts.error, `messages.${index}.`)
  return Object.assign(message, facts.data)
}

function explain({ issues: [issue] }: ZodError, prefix: string): RecordError {
  return new RecordError(`${prefix}${issue?.path.join(".") || "The record"}: ${issue?.message ?? "invalid"}.`)
}

/** A changed key would name something else, so keys are never mended. */
function refuseUnsafeKeys(raw: Record<string, unknown>): void {
  for (const field of ["id", "externalId", "taskKey", "taskGroup"]) {
    const value = raw[field]
    if (typeof value === "string" && !isSafeText(value)) {
      throw new RecordError(`${field} holds a NUL or half of a surrogate pair.`)
    }
  }
}

/** Whole numbers are keys too, as far as JSON carries them exactly. */
function toKey(value: unknown): unknown {
  return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : (value ?? undefined)
}
