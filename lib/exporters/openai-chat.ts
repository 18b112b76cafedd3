import type { AssistantMessage, Message } from "@/lib/domain/message"
import { countTextTokens, TOKENS_PER_MESSAGE } from "@/lib/domain/tokens"
import type { ExportEpisode, Exporter, ExportNote, ExportRow } from "@/lib/exporters/exporter"
import { validateChatRow } from "@/lib/exporters/openai-chat-rules"

const SMALLEST_ROW_COUNT = 10
const LARGEST_FILE_BYTES = 512_000_000
const LARGEST_FILE_TOKENS = 50_000_000

/** OpenAI's supervised fine-tuning format, which most providers of open-weight models take too. */
export const openaiChatExporter: Exporter = {
  id: "openai-chat",
  title: "OpenAI chat JSONL",
  description: "One conversation per line with its tools, cut after the last assistant message.",
  mediaType: "application/jsonl",
  extension: "jsonl",
  toRow,
  validateRow: validateChatRow,
  validateFile({ rowCount, byteCount, tokenCount }) {
    const problems: ReturnType<Exporter["validateFile"]> = []
    const add = (severity: "error" | "warning", message: string) =>
      problems.push({ severity, path: "", message })
    if (rowCount < SMALLEST_ROW_COUNT) {
      add("error", `The file has ${rowCount} rows; at least ${SMALLEST_ROW_COUNT} are needed.`)
    }
    if (byteCount > LARGEST_FILE_BYTES) add("error", "The file is larger than 512 MB.")
    if (tokenCount > LARGEST_FILE_TOKENS) {
      add("warning", "The file has more than 50 million tokens, the usual limit of one job.")
    }
    return problems
  },
  countTokens: (row) => countTextTokens(JSON.stringify(row) ?? "") + TOKENS_PER_MESSAGE,
}

function toRow(episode: ExportEpisode): ExportRow {
  const end = episode.messages.findLastIndex((message) => message.role === "assistant") + 1
  if (end === 0) return { line: null, notes: [{ code: "without_reply", count: 1 }] }
  const kept = episode.messages.slice(0, end)
  const masked = new Set(episode.maskedSteps)
  const isTrained = (message: Message, index: number) => message.role === "assistant" && !masked.has(index)
  if (!kept.some(isTrained)) return { line: null, notes: [{ code: "fully_masked", count: 1 }] }
  const row = {
    messages: kept.map((message, index) =>
      toChatMessage(message, masked.size > 0 ? !masked.has(index) : null),
    ),
    ...(episode.tools.length > 0 && { tools: episode.tools }),
  }
  return { line: JSON.stringify(row), notes: noteLosses(episode, kept) }
}

/** Only the keys that the format knows; `isTrained` is null where the row has no masks and weights would say nothing. */
function toChatMessage(message: Message, isTrained: boolean | null): Record<string, unknown> {
  switch (message.role) {
    case "system":
    case "user":
      return { role: message.role, content: message.content }
    case "tool":
      return { role: "tool", tool_call_id: message.tool_call_id, content: message.content }
    case "assistant":
      return { ...toReply(message), ...(isTrained !== null && { weight: isTrained ? 1 : 0 }) }
  }
}

function toReply({ content, tool_calls: calls }: AssistantMessage): Record<string, unknown> {
  if (!calls || calls.length === 0) return { role: "assistant", content }
  const toolCalls = calls.map(({ id, function: { name, arguments: args } }) => ({
    id,
    type: "function",
    function: { name, arguments: args },
  }))
  return { role: "assistant", content, tool_calls: toolCalls }
}

function noteLosses(episode: ExportEpisode, kept: readonly Message[]): ExportNote[] {
  const replies = kept.filter((message) => message.role === "assistant")
  const callCount = replies.reduce((sum, reply) => sum + (reply.tool_calls?.length ?? 0), 0)
  const notes: ExportNote[] = [
    { code: "trimmed", count: episode.messages.length - kept.length },
    { code: "without_tools", count: episode.tools.length === 0 ? callCount : 0 },
    { code: "reasoning_dropped", count: replies.filter((reply) => reply.reasoning).length },
    { code: "weight_dropped", count: (episode.weight ?? 1) === 1 ? 0 : 1 },
  ]
  return notes.filter((note) => note.count > 0)
}
