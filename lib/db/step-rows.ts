import { BinaryRows, type CopyType, type CopyValue } from "@/lib/db/binary-copy"
import { type ToolTally, tallyTools } from "@/lib/domain/tool-tally"

export interface NewStep {
  /** Index into `MESSAGE_ROLES`. */
  role: number
  tool: string | null
  /** Canonical JSON; null when `promptId` holds it. */
  message: string | null
  promptId: string | null
  contentTokens: number
  inputTokens: number | null
  cachedTokens: number | null
  outputTokens: number | null
  latencyMs: number | null
  firstTokenMs: number | null
  costMicro: number | null
  reward: number | null
  isError: boolean
}

/** The steps of an episode as the store takes them. */
export interface EncodedSteps {
  /** Rows for `COPY_STEPS`. */
  stepRows: Uint8Array
  tools: Map<string, ToolTally>
}

const STEP_TYPES: CopyType[] = [
  ...(["uuid", "uuid", "int4", "int2", "text", "text", "uuid", "int4", "int4", "int4", "int4"] as const),
  ...(["int4", "int4", "int8", "float8", "bool"] as const),
]

export const COPY_STEPS = `
  COPY "Step" ("experimentId", "episodeId", idx, role, tool, message, "promptId", "contentTokens", "inputTokens",
               "cachedTokens", "outputTokens", "latencyMs", "firstTokenMs", "costMicro", reward, "isError")
  FROM STDIN (FORMAT binary)`

// biome-ignore format: one line per group of columns
function stepRow(experimentId: string, episodeId: string, idx: number, s: NewStep): CopyValue[] {
  return [
    experimentId, episodeId, idx, s.role, s.tool, s.message, s.promptId, s.contentTokens,
    s.inputTokens, s.cachedTokens, s.outputTokens, s.latencyMs, s.firstTokenMs, s.costMicro,
    s.reward, s.isError,
  ]
}

/** Encodes the steps of all of them into one buffer, so that they are sent, and handed to another thread, as one piece. */
export function encodeSteps<Episode extends { id: string; steps: readonly NewStep[] }>(
  experimentId: string,
  episodes: readonly Episode[],
): (Omit<Episode, "steps"> & EncodedSteps)[] {
  const rows = new BinaryRows(STEP_TYPES)
  const ends = episodes.map(({ id, steps }) => {
    for (let idx = 0; idx < steps.length; idx++) {
      rows.addRow(stepRow(experimentId, id, idx, steps[idx] as NewStep))
    }
    return rows.length
  })
  const bytes = rows.take()
  return episodes.map(({ steps, ...episode }, at) => ({
    ...episode,
    stepRows: bytes.subarray(ends[at - 1] ?? 0, ends[at]),
    tools: tallyTools(steps),
  }))
}
