import { join } from "node:path"
import { z } from "zod"
import { type RunStatus, runStatusSchema } from "@/lib/contracts/hand-overs"
import { exists, readTextOrNull } from "@/lib/providers/own-machine/run-folder"
import type { JobEvent, JobPhase, JobReport, TrainingMetric } from "@/lib/providers/provider"

/** A line of `events.jsonl`; `at` is seconds since 1970. */
export const lineSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("metric"),
    at: z.number(),
    stage: z.enum(["train", "validation"]),
    step: z.number(),
    steps: z.number(),
    loss: z.number(),
  }),
  z.object({
    type: z.literal("data"),
    at: z.number(),
    rows: z.int(),
    validationRows: z.int(),
    dropped: z.int().default(0),
    trainedTokens: z.int().optional(),
  }),
  z.object({ type: z.literal("checkpoint"), at: z.number(), step: z.int() }),
  z.object({ type: z.literal("resumed"), at: z.number(), step: z.int() }),
  z.object({ type: z.literal("saved"), at: z.number() }),
  z.object({ type: z.literal("error"), at: z.number(), message: z.string().max(10_000) }),
])

export type RunLine = z.infer<typeof lineSchema>

const configSchema = z.object({ epochs: z.number() })

const PHASES: Readonly<Record<string, JobPhase>> = {
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
}

export async function readStatus(folder: string): Promise<RunStatus | null> {
  const text = await readTextOrNull(join(folder, "status.json"))
  return text === null ? null : runStatusSchema.parse(JSON.parse(text))
}

/** Whole lines alone: the last one may still be written. What is not one of ours is left out. */
async function readLines(folder: string): Promise<(RunLine | null)[]> {
  const text = (await readTextOrNull(join(folder, "events.jsonl"))) ?? ""
  const whole = text.slice(0, text.lastIndexOf("\n") + 1)
  return whole.split("\n").slice(0, -1).map(parseLine)
}

function parseLine(line: string): RunLine | null {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function describe(line: RunLine): Pick<JobEvent, "level" | "message"> | null {
  switch (line.type) {
    case "data": {
      const dropped =
        line.dropped > 0 ? `; ${line.dropped} were longer than the longest row and left out` : ""
      const tokens =
        line.trainedTokens === undefined ? "" : `, ${line.trainedTokens} tokens trained on each epoch`
      return {
        level: dropped ? "warn" : "info",
        message: `Read ${line.rows} rows for training and ${line.validationRows} for validation${tokens}${dropped}.`,
      }
    }
    case "checkpoint":
      return { level: "info", message: `Saved a checkpoint at step ${line.step}.` }
    case "resumed":
      return { level: "info", message: `Went on from the checkpoint of step ${line.step}.` }
    case "saved":
      return { level: "info", message: "Saved the model." }
    case "error":
      return { level: "error", message: line.message }
    case "metric":
      return null
  }
}

/** What train.py has said so far, here or from elsewhere; a run that has said nothing is pending. */
export async function readRun(folder: string): Promise<JobReport> {
  const [status, lines] = await Promise.all([readStatus(folder), readLines(folder)])
  const hasModel = await exists(join(folder, "model"))
  // The model appears a moment before the status says so.
  const run = folder.slice(folder.lastIndexOf("/") + 1)
  const known = lines.flatMap((line, index) => (line ? [{ line, key: `${run}/line/${index}` }] : []))
  const phase = status ? (PHASES[status.status] ?? "running") : "pending"
  const metrics = known.flatMap(({ line }): TrainingMetric[] =>
    line.type === "metric"
      ? [{ stage: line.stage, step: line.step, steps: line.steps, loss: line.loss }]
      : [],
  )
  return {
    status: status?.status ?? "waiting",
    phase,
    progress:
      phase === "succeeded" ? 1 : status?.steps ? Math.min(1, (status.step ?? 0) / status.steps) : null,
    events: known.flatMap(({ line, key }) => {
      const said = describe(line)
      return said ? [{ key, at: new Date(line.at * 1000), ...said }] : []
    }),
    metrics,
    checkpoints: known.flatMap(({ line }) =>
      line.type === "checkpoint" ? [{ step: line.step, model: null, loss: null }] : [],
    ),
    model: phase === "succeeded" && hasModel ? run : null,
    trainedTokens:
      phase === "succeeded"
        ? countTokens(
            known.map(({ line }) => line),
            await readEpochs(folder),
          )
        : null,
    cost: null,
    failure:
      phase === "failed"
        ? { refusal: "machine_failed", message: status?.message ?? "It gave no reason." }
        : null,
    requestId: null,
  }
}

async function readEpochs(folder: string): Promise<number> {
  const text = await readTextOrNull(join(folder, "config.json"))
  return configSchema.parse(JSON.parse(text ?? "{}")).epochs
}

/** Of all passes over the data. */
function countTokens(lines: readonly RunLine[], epochs: number): number | null {
  const data = lines.findLast((line) => line.type === "data")
  return data?.trainedTokens === undefined ? null : data.trainedTokens * epochs
}
