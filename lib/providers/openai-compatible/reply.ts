import { z } from "zod"
import type { AssistantMessage, ToolCall } from "@/lib/domain/message"
import { PolicyError } from "@/lib/domain/policy-error"
import { readEndpointError, toPolicyError } from "@/lib/providers/openai-compatible/endpoint-error"

/** Characters of content, reasoning and arguments together; a model that never stops is cut off here. */
const REPLY_LIMIT_CHARS = 400_000
const CALL_LIMIT = 128
const NAME_LIMIT_CHARS = 200

const word = z.string().nullish().catch(null)

const callSchema = z.object({
  index: z.int().min(0).nullish().catch(null),
  id: word,
  function: z
    .object({
      name: word,
      /** Some servers send an object where the standard has its JSON text. */
      arguments: z
        .union([z.string(), z.record(z.string(), z.unknown()).transform((value) => JSON.stringify(value))])
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
})

const partSchema = z.object({
  content: z
    .union([
      z.string(),
      z
        .array(z.object({ text: z.string().catch("") }).catch({ text: "" }))
        .transform((parts) => parts.map((part) => part.text).join("")),
    ])
    .nullish()
    .catch(null),
  reasoning_content: word,
  reasoning: word,
  refusal: word,
  tool_calls: z.array(callSchema).nullish().catch(null),
})

const answerSchema = z.object({
  choices: z
    .array(z.object({ delta: partSchema.nullish(), message: partSchema.nullish(), finish_reason: word }))
    .nullish(),
  usage: z.unknown().optional(),
  error: z.unknown().optional(),
})

type Part = z.output<typeof partSchema>
type CallPart = z.output<typeof callSchema>

interface DraftCall {
  key: number | null
  id: string
  name: string
  arguments: string
}

/** One reply, put together from a whole answer or from the pieces of a stream. */
export class Reply {
  #content = ""
  #reasoning = ""
  #refusal = ""
  readonly #calls: DraftCall[] = []
  #chars = 0
  finishReason: string | null = null
  usage: unknown = null

  /** Characters received so far. */
  get chars(): number {
    return this.#chars
  }

  get isFull(): boolean {
    return this.#chars >= REPLY_LIMIT_CHARS
  }

  /** @throws PolicyError for an error that the endpoint reports in an answer, invalid_response for what is no answer. */
  add(json: string): void {
    const answer = parseAnswer(json)
    if (answer.error) throw toPolicyError(readEndpointError(200, answer.error))
    if (answer.usage) this.usage = answer.usage
    const [choice] = answer.choices ?? []
    if (!choice) return
    this.finishReason = choice.finish_reason ?? this.finishReason
    this.#addPart(choice.delta ?? choice.message)
  }

  #addPart(part: Part | null | undefined): void {
    if (!part) return
    this.#content += this.#take(part.content)
    this.#reasoning += this.#take(part.reasoning_content ?? part.reasoning)
    this.#refusal += this.#take(part.refusal)
    for (const call of part.tool_calls ?? []) this.#addCall(call)
  }

  #addCall({ index, id, function: called }: CallPart): void {
    const draft = this.#findCall(index ?? null, id ?? "")
    if (!draft) return
    if (draft.name.length < NAME_LIMIT_CHARS) draft.name += this.#take(called?.name)
    draft.arguments += this.#take(called?.arguments)
  }

  /** Pieces of a call share an index; without one, a piece with an id begins a call and one without goes on with the last. */
  #findCall(key: number | null, id: string): DraftCall | undefined {
    const last = this.#calls.at(-1)
    const known = key !== null ? this.#calls.find((call) => call.key === key) : id === "" ? last : undefined
    if (known || this.#calls.length >= CALL_LIMIT) return known
    const draft = { key, id, name: "", arguments: "" }
    this.#calls.push(draft)
    return draft
  }

  #take(text: string | null | undefined): string {
    const taken = (text ?? "").slice(0, Math.max(0, REPLY_LIMIT_CHARS - this.#chars))
    this.#chars += taken.length
    return taken
  }

  /** `turn` makes ids for calls that came without one. @throws PolicyError refused */
  toMessage(turn: number): AssistantMessage {
    const isEmpty = this.#content === "" && this.#calls.length === 0
    if (isEmpty && (this.#refusal || this.finishReason === "content_filter")) {
      throw new PolicyError(
        "refused",
        this.#refusal.slice(0, 300) || "The endpoint's content filter stopped the reply.",
      )
    }
    const tool_calls = toToolCalls(this.#calls, turn)
    return {
      role: "assistant",
      content: this.#content === "" && tool_calls.length > 0 ? null : this.#content,
      ...(this.#reasoning ? { reasoning: this.#reasoning } : {}),
      ...(tool_calls.length > 0 ? { tool_calls } : {}),
    }
  }
}

/** Results name their call by its id, so ids that are missing or taken are replaced. */
function toToolCalls(drafts: DraftCall[], turn: number): ToolCall[] {
  const taken = new Set<string>()
  return drafts.map((draft, index) => {
    const isUsable = draft.id !== "" && draft.id.length <= NAME_LIMIT_CHARS && !taken.has(draft.id)
    const id = isUsable ? draft.id : `call_${turn}_${index}`
    taken.add(id)
    return { id, type: "function", function: { name: draft.name, arguments: draft.arguments } }
  })
}

function parseAnswer(json: string) {
  try {
    return answerSchema.parse(JSON.parse(json))
  } catch (cause) {
    throw new PolicyError("invalid_response", "The endpoint sent something that is not a chat completion.", {
      cause,
    })
  }
}
