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

/**
 * Episodes with their steps encoded, all in one buffer, so that they are sent, and handed to another thread, as one piece. The
 * steps of each are let go when it is added.
 */
export class EncodedEpisodes<Episode extends { id: string; steps: readonly NewStep[] }> {
  private readonly experimentId: string
  private readonly rows = new BinaryRows(STEP_TYPES)
  private readonly episodes: {
    episode: Omit<Episode, "steps">
    end: number
    tools: EncodedSteps["tools"]
  }[] = []

  constructor(experimentId: string) {
    this.experimentId = experimentId
  }

  add({ steps, ...episode }: Episode): void {
    for (let idx = 0; idx < steps.length; idx++) {
      this.rows.addRow(stepRow(this.experimentId, episode.id, idx, steps[idx] as NewStep))
    }
    this.episodes.push({ episode, end: this.rows.length, tools: tallyTools(steps) })
  }

  /** What was added, in its order. Nothing may be added after it. */
  take(): (Omit<Episode, "steps"> & EncodedSteps)[] {
    const bytes = this.rows.take()
    return this.episodes.map(({ episode, end, tools }, at) => ({
      ...episode,
      stepRows: bytes.subarray(this.episodes[at - 1]?.end ?? 0, end),
      tools,
    }))
  }
}
