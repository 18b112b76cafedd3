import { parentPort, workerData } from "node:worker_threads"
import { AppError } from "@/lib/domain/errors"
import { encodeStudent, type StoredStudent } from "@/lib/providers/embedded/checkpoint"
import { trainStudent } from "@/lib/providers/embedded/train"
import type { TrainingInput, TrainingProgress, WeightSummary } from "@/lib/providers/embedded/training"

/** What the training thread says to the trainer that started it. */
export type ThreadMessage =
  | { kind: "progress"; progress: TrainingProgress }
  | {
      kind: "done"
      stored: StoredStudent
      examples: number
      skipped: number
      weights: WeightSummary | null
    }
  | { kind: "refused"; reason: string }

export interface ThreadInput extends TrainingInput {
  datasetHash: string
}

function run(input: ThreadInput, send: (message: ThreadMessage) => void): void {
  try {
    const result = trainStudent(input, (progress) => send({ kind: "progress", progress }))
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
