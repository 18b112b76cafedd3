import { outlineFile, recordKeys } from "@/lib/importers/file-outline"
import { importRecords, type ToEpisode } from "@/lib/importers/import-records"
import type { Importer } from "@/lib/importers/importer"
import { isObject, RecordError } from "@/lib/importers/record-error"
import { hashJson, RecordIds, TrialCounter } from "@/lib/importers/record-ids"

type Json = Record<string, unknown>

/** OpenAI chat JSONL: training files, and records with a reward, task_id, model, id or metadata beside the messages. */
export const openaiChatImporter: Importer = {
  id: "openai-chat",
  title: "OpenAI chat JSONL",
  description:
    "One conversation per line: messages, and if known tools, reward, task_id, id, model and metadata.",
  extensions: ["jsonl", "ndjson", "json"],
  detect(head) {
    const keys = recordKeys(outlineFile(head))
    if (!keys.has("messages")) return 0
    return keys.has("taskKey") ? 0.5 : 0.9
  },
  describe(head) {
    const keys = recordKeys(outlineFile(head))
    const scoreField = ["reward", "score"].find((key) => keys.has(key)) ?? null
    return {
      scoreField,
      primaryMetric: scoreField ?? "score",
      successRule: scoreField ? { metric: "score", min: 1 } : null,
      modelName: null,
    }
  },
  read: (input, options) =>
    importRecords(
      input,
      { ...options, shapes: { array: true, object: "lines" }, expected: "a file of OpenAI chat records" },
      createReader(),
    ),
}

function createReader(): ToEpisode {
  const ids = new RecordIds()
  const trials = new TrialCounter()
  return (value) => {
    if (!isObject(value)) throw new RecordError("The record is no JSON object.")
    const { messages } = value
    if (!Array.isArray(messages)) throw new RecordError("The record has no list of messages.")
    if (messages.length === 0) throw new RecordError("The record has no messages.")
    const metadata = isObject(value.metadata) ? value.metadata : {}
    const find = (...names: string[]) => names.map((name) => value[name] ?? metadata[name]).find(isGiven)
    const asked = firstText(messages)
    const taskKey = readKey(find("task_id", "taskKey"), "task_id") ?? `prompt-${hashJson(asked ?? messages)}`
    const success = find("success", "resolved")
    return {
      externalId: readKey(find("id", "externalId", "custom_id"), "id") ?? ids.create(taskKey, value),
      taskKey,
      taskTitle: asked?.slice(0, 300).toWellFormed(),
      trial: trials.next(taskKey),
      score: readScore(find("reward", "score")),
      success: typeof success === "boolean" ? success : null,
      costUsd: find("costUsd", "cost_usd") ?? null,
      latencyMs: find("latencyMs", "latency_ms") ?? null,
      tools: readTools(value),
      detail: readDetail(value),
      messages,
    }
  }
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

function readKey(value: unknown, field: string): string | null {
  if (value === undefined) return null
  if (typeof value === "string" && value.trim() !== "") return value
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value)
  throw new RecordError(`${field} is neither text nor a whole number.`)
}

function readScore(value: unknown): number | null {
  if (value === undefined) return null
  if (typeof value === "number" || typeof value === "boolean") return Number(value)
  throw new RecordError("The reward is no number.")
}

/** The first thing the user said: what tells tasks apart where the file does not. */
function firstText(messages: readonly unknown[]): string | undefined {
  const user = messages.find((message) => isObject(message) && message.role === "user")
  if (!isObject(user)) return undefined
  return typeof user.content === "string" ? user.content : JSON.stringify(user.content)
}

/** Tool definitions in chat form, in the flat form of the Responses API, or as the old `functions`. */
function readTools(value: Json): unknown {
  const list = value.tools ?? value.functions
  if (!Array.isArray(list)) return list ?? undefined
  return list.map((tool) => {
    if (!isObject(tool) || isObject(tool.function)) return tool
    const { type: _, ...definition } = tool
    return { type: "function", function: definition }
  })
}

function readDetail(value: Json): Json | undefined {
  const { model, metadata } = value
  const detail = { ...(isGiven(model) && { model }), ...(isGiven(metadata) && { metadata }) }
  return Object.keys(detail).length > 0 ? detail : undefined
}
