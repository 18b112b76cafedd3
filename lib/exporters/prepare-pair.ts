import type { RowFix } from "@/lib/domain/export-options"
import type { Message } from "@/lib/domain/message"
import { TOKENS_PER_MESSAGE } from "@/lib/domain/pricing/chat-template"
import { countTokens } from "@/lib/domain/tokens/count-tokens"
import { countMessageTokens, countToolTokens } from "@/lib/domain/tokens/message-tokens"
import { checkConversation } from "@/lib/exporters/check-conversation"
import type {
  ExportNote,
  ExportOptions,
  ExportPair,
  ExportProblem,
  PairExporter,
} from "@/lib/exporters/exporter"
import type { PreparedRows, ProposedFix } from "@/lib/exporters/prepare-rows"

/** The row of one pair, checked; a pair that breaks a rule can only be dropped. */
export function preparePair(
  exporter: PairExporter,
  pair: ExportPair,
  options: Pick<ExportOptions, "maxTokens">,
  fix: RowFix,
): PreparedRows {
  const count = (messages: readonly Message[]) =>
    messages.reduce((sum, message) => sum + countCarried(exporter, message), 0)
  const trainedTokens = count(pair.chosen) + count(pair.rejected)
  const tokens = countToolTokens(pair.tools) + count(pair.prompt) + trainedTokens
  const problems = checkPair(exporter, pair, tokens, options.maxTokens)
  const isBroken = problems.some(({ severity }) => severity === "error")
  const proposedFix: ProposedFix | null = isBroken ? { kind: "drop" } : null
  const applied = fix === "none" ? null : proposedFix
  return {
    rows: [
      {
        row: isBroken ? null : exporter.toRow(pair),
        messageCount: applied ? 0 : pair.prompt.length + pair.chosen.length,
        tokens: isBroken ? 0 : tokens,
        trainedTokens: isBroken ? 0 : trainedTokens,
        problems,
        proposedFix,
        applied,
      },
    ],
    notes: applied ? [] : noteLosses(exporter, pair),
  }
}

function countCarried(exporter: PairExporter, message: Message): number {
  const lost = message.role === "assistant" && !exporter.carries.reasoning ? message.reasoning : undefined
  return TOKENS_PER_MESSAGE + countMessageTokens(message) - (lost ? countTokens(lost) : 0)
}

function checkPair(
  exporter: PairExporter,
  { prompt, tools, chosen, rejected }: ExportPair,
  tokens: number,
  maxTokens: number | null,
): ExportProblem[] {
  const problems: ExportProblem[] = []
  const add = (message: string, severity: ExportProblem["severity"] = "error") =>
    problems.push({ severity, step: null, message })
  for (const answer of [chosen, rejected]) {
    if (answer.length === 0 || answer.at(-1)?.role !== "assistant")
      add("An answer does not end with a reply.")
    if (exporter.answers !== "any" && answer.length > 1) add("An answer has more than one message.")
    if (exporter.answers === "text" && answer.some(hasCalls)) {
      add("The format is documented for text answers; one of these calls tools.", "warning")
    }
  }
  if (JSON.stringify(chosen) === JSON.stringify(rejected)) add("Both answers are the same.")
  if (exporter.rules) {
    const first = checkConversation([...prompt, ...chosen], tools, exporter.rules)
    const second = checkConversation([...prompt, ...rejected], tools, exporter.rules)
    const known = new Set(first.map(({ step, message }) => `${step} ${message}`))
    problems.push(...first, ...second.filter(({ step, message }) => !known.has(`${step} ${message}`)))
  }
  const limit = Math.min(
    exporter.limits.maxRowTokens ?? Number.POSITIVE_INFINITY,
    maxTokens ?? Number.POSITIVE_INFINITY,
  )
  if (tokens > limit) add(`The row has about ${tokens} tokens; at most ${limit} fit.`)
  return problems
}

function hasCalls(message: Message): boolean {
  return message.role === "assistant" && (message.tool_calls ?? []).length > 0
}

function noteLosses(exporter: PairExporter, pair: ExportPair): ExportNote[] {
  const replies = [...pair.prompt, ...pair.chosen, ...pair.rejected].filter(
    ({ role }) => role === "assistant",
  )
  const calls = replies.reduce(
    (sum, reply) => sum + ("tool_calls" in reply ? (reply.tool_calls?.length ?? 0) : 0),
    0,
  )
  const reasoning = replies.filter((reply) => "reasoning" in reply && reply.reasoning).length
  const notes: ExportNote[] = [
    { code: "without_tools", count: pair.tools.length === 0 ? calls : 0 },
    { code: "reasoning_dropped", count: exporter.carries.reasoning ? 0 : reasoning },
    { code: "weight_dropped", count: exporter.carries.rowWeights || (pair.weight ?? 1) === 1 ? 0 : 1 },
  ]
  return notes.filter((note) => note.count > 0)
}
