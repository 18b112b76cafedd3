import { parentPort, workerData } from "node:worker_threads"
import { AppError } from "@/lib/domain/errors"
import { encodeStudent, type StoredStudent } from "@/lib/providers/embedded/checkpoint"
import { measureLogRatios } from "@/lib/providers/embedded/log-ratios"
import { trainStudent } from "@/lib/providers/embedded/train"
import type { TrainingInput, TrainingProgress, TrainingWeights } from "@/lib/providers/embedded/training"
import type { EpisodeRatio } from "@/lib/providers/provider"

/** What the training thread says to the trainer that started it. */
export type ThreadMessage =
  | { kind: "progress"; progress: TrainingProgress }
  | {
      kind: "done"
      stored: StoredStudent
      examples: number
      skipped: number
      weights: TrainingWeights | null
    }
  | { kind: "ratios"; ratios: EpisodeRatio[] }
  | { kind: "refused"; reason: string }

/** A student to train, or log-ratios to measure. */
export type ThreadInput =
  | ({ task: "train"; datasetHash: string } & TrainingInput)
  | ({ task: "ratios" } & Omit<TrainingInput, "objective">)

function run(input: ThreadInput, send: (message: ThreadMessage) => void): void {
  const report = (progress: TrainingProgress) => send({ kind: "progress", progress })
  try {
    if (input.task === "ratios") {
      send({ kind: "ratios", ratios: measureLogRatios(input, report) })
      return
    }
    const result = trainStudent(input, report)
    const origin = { seed: input.seed, datasetHash: input.datasetHash, touched: result.touched }
    const stored = encodeStudent(result.student, origin)
    const { examples, skipped, weights } = result
    send({ kind: "done", stored, examples, skipped, weights })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    send({ kind: "refused", reason: error.message })
  }
}

if (parentPort) {
  const port = parentPort
  run(workerData as ThreadInput, (message) => port.postMessage(message))
}
