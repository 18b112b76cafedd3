import type { RowFix } from "@/lib/domain/export-options"
import { checkConversation } from "@/lib/exporters/check-conversation"
import type {
  EpisodeExporter,
  ExportEpisode,
  ExportExample,
  ExportNote,
  ExportOptions,
  ExportProblem,
  JsonObject,
} from "@/lib/exporters/exporter"
import { makeExamples } from "@/lib/exporters/make-examples"

/** What would mend a row: leaving it out, or ending it with message `step` of its episode. */
export type ProposedFix = { kind: "drop" } | { kind: "truncate"; step: number }

/** One row of the file, or one that breaks a rule and was not mended: `row` is null then, and it counts no tokens. */
export interface PreparedRow {
  row: JsonObject | null
  /** How many messages of the episode the row holds; 0 when a fix left it out. */
  messageCount: number
  tokens: number
  trainedTokens: number
  /** What the row breaks before any fix; errors come with what would mend them. */
  problems: ExportProblem[]
  proposedFix: ProposedFix | null
  /** What was done about its errors; null where there were none or no fix was chosen. */
  applied: ProposedFix | null
}

export interface PreparedRows {
  rows: PreparedRow[]
  notes: ExportNote[]
}

/** The rows of one episode, checked and mended as `fix` says; deterministic. */
export function prepareRows(
  exporter: EpisodeExporter,
  episode: ExportEpisode,
  options: ExportOptions,
  fix: RowFix,
): PreparedRows {
  const examples = makeExamples(exporter, episode, options)
  if (examples.length === 0) {
    const isMasked = episode.messages.some(({ role }) => role === "assistant")
    return { rows: [], notes: [{ code: isMasked ? "fully_masked" : "without_reply", count: 1 }] }
  }
  const rows = examples.map((example) => prepareRow(exporter, example, options, fix))
  return { rows, notes: noteLosses(exporter, episode, rows) }
}

function prepareRow(
  exporter: EpisodeExporter,
  example: ExportExample,
  options: ExportOptions,
  fix: RowFix,
): PreparedRow {
  const problems = checkExample(exporter, example, options)
  const isBroken = problems.some(({ severity }) => severity === "error")
  const mended = isBroken && fix !== "drop" ? truncate(exporter, example, problems, options) : null
  const proposedFix: ProposedFix | null = !isBroken
    ? null
    : mended
      ? { kind: "truncate", step: mended.messages.length - 1 }
      : { kind: "drop" }
  const kept = isBroken ? (fix === "truncate" ? mended : null) : example
  const applied = isBroken && fix !== "none" ? proposedFix : null
  return {
    row: kept && exporter.toRow(kept),
    messageCount: (applied ? kept : example)?.messages.length ?? 0,
    tokens: kept?.tokens ?? 0,
    trainedTokens: kept?.trainedTokens ?? 0,
    problems,
    proposedFix,
    applied,
  }
}

function checkExample(
  exporter: EpisodeExporter,
  example: ExportExample,
  options: ExportOptions,
): ExportProblem[] {
  if (exporter.rules === null) return []
  const { episode, messages, tokens } = example
  const problems = checkConversation(messages, episode.tools, exporter.rules)
  const masked = example.unit === "episode" && !exporter.carries.masks ? findMasked(example) : null
  if (masked !== null) {
    const message = "The step is masked, and the format cannot leave it out of the loss."
    problems.push({ severity: "error", step: masked, message })
  }
  const unlimited = Number.POSITIVE_INFINITY
  const limit = Math.min(exporter.limits.maxRowTokens ?? unlimited, options.maxTokens ?? unlimited)
  if (tokens > limit) {
    const message = `The row has about ${tokens} tokens; at most ${limit} fit.`
    problems.push({ severity: "error", step: null, message })
  }
  return problems
}

function findMasked({ episode, messages }: ExportExample): number | null {
  const masked = (episode.maskedSteps ?? []).filter((step) => step < messages.length)
  return masked.length > 0 ? Math.min(...masked) : null
}

/** The longest beginning of the example that keeps the rules; a row of one turn has none that is not another row. */
function truncate(
  exporter: EpisodeExporter,
  example: ExportExample,
  problems: readonly ExportProblem[],
  options: ExportOptions,
): ExportExample | null {
  if (example.unit === "turn") return null
  const steps = problems.flatMap(({ severity, step }) =>
    severity === "error" && step !== null ? [step] : [],
  )
  for (let end = Math.min(example.messages.length - 1, ...steps); end > 0; ) {
    const [shorter] = makeExamples(exporter, example.episode, options, end)
    if (!shorter) return null
    const broken = checkExample(exporter, shorter, options).filter(({ severity }) => severity === "error")
    if (broken.length === 0) return shorter
    end = Math.min(
      shorter.messages.length - 1,
      ...broken.flatMap(({ step }) => (step === null ? [] : [step])),
    )
  }
  return null
}

function noteLosses(
  exporter: EpisodeExporter,
  episode: ExportEpisode,
  rows: readonly PreparedRow[],
): ExportNote[] {
  const end = Math.max(...rows.map(({ messageCount }) => messageCount))
  if (end === 0) return []
  const kept = episode.messages.slice(0, end)
  const replies = kept.filter((message) => message.role === "assistant")
  const callCount = replies.reduce((sum, reply) => sum + (reply.tool_calls?.length ?? 0), 0)
  const lostReasoning = exporter.carries.reasoning ? 0 : replies.filter((reply) => reply.reasoning).length
  const isMended = rows.some(({ applied }) => applied !== null)
  const notes: ExportNote[] = [
    { code: "trimmed", count: isMended ? 0 : episode.messages.length - end },
    { code: "without_tools", count: episode.tools.length === 0 ? callCount : 0 },
    { code: "reasoning_dropped", count: lostReasoning },
    ...(exporter.lossesOf?.(kept) ?? []),
    { code: "weight_dropped", count: exporter.carries.rowWeights || (episode.weight ?? 1) === 1 ? 0 : 1 },
  ]
  return notes.filter((note) => note.count > 0)
}
