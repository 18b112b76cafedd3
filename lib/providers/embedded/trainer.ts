import { join } from "node:path"
import { Worker } from "node:worker_threads"
import { AppError } from "@/lib/domain/errors"
import { OBJECTIVES } from "@/lib/domain/training"
import { decodeStudent } from "@/lib/providers/embedded/checkpoint"
import { createStudentPolicy } from "@/lib/providers/embedded/policy"
import type { ThreadInput, ThreadMessage } from "@/lib/providers/embedded/thread"
import { type Hyper, hyperSchema, type TrainingEpisode } from "@/lib/providers/embedded/training"
import type { LocalTrainer, TrainingExample, TrainingMetric, TrainingState } from "@/lib/providers/provider"

interface Job {
  thread: Worker
  state: TrainingState
}

/** Jobs of this process by idempotency key. Training is deterministic, so a job lost with its process is simply run again. */
const jobs = new Map<string, Job>()

/** By path from the project folder, where every process of ours starts: a URL of this module would be bundled. */
const THREAD_FILE = "lib/providers/embedded/thread.ts"
const LOADER_FILE = "bin/ts.mjs"

/** Measured on one quiet core: examples featurised and examples visited a second. */
const FEATURISE_PER_SECOND = 20_000
const VISITS_PER_SECOND = 35_000

function toEpisode({ id, group, score, weight, messages, masked }: TrainingExample): TrainingEpisode {
  return { id, group, score, weight, messages, masked }
}

function createThread(input: ThreadInput): Worker {
  return new Worker(join(process.cwd(), THREAD_FILE), {
    workerData: input,
    execArgv: ["--import", join(process.cwd(), LOADER_FILE)],
  })
}

function startThread(input: ThreadInput): Job {
  const thread = createThread(input)
  const metrics: TrainingMetric[] = []
  const job: Job = { thread, state: { kind: "running", progress: 0, stage: "preparing", metrics } }
  thread.on("message", (message: ThreadMessage) => {
    if (message.kind === "progress") {
      const { stage, update, updates, loss } = message.progress
      metrics.push({ stage, step: update, steps: updates, loss })
      job.state = { kind: "running", progress: update / updates, stage, metrics }
    } else if (message.kind === "refused") {
      job.state = { kind: "failed", reason: message.reason }
    } else if (message.kind === "done") {
      const { header, bytes } = message.stored
      const notes = { examples: message.examples, skipped: message.skipped, weights: message.weights }
      job.state = { kind: "succeeded", metrics, result: { header, bytes, notes } }
    }
  })
  thread.on("error", (error: Error) => {
    job.state = { kind: "failed", reason: `Training stopped: ${error.message}` }
  })
  thread.on("exit", () => {
    if (job.state.kind === "running") job.state = { kind: "cancelled" }
  })
  return job
}

function countFits(objective: string, hyper: Hyper): number {
  if (objective !== "weighted") return 1
  return 1 + (hyper.weightSource === "static" ? 4 : 1) / 3
}

/** The small network that trains on this machine, in a thread, with no key and no download. */
export const embeddedTrainer: LocalTrainer = {
  kind: "local",
  id: "embedded",
  title: "Embedded student",
  capabilities: {
    rowWeights: "loss",
    messageWeights: true,
    preference: false,
    tools: true,
    lora: false,
    cancel: true,
    pause: false,
    estimate: false,
    deploys: false,
  },
  objectives: OBJECTIVES,
  baseModels: [{ id: "winnow-student", title: "Winnow student (hashed features, 32 hidden units)" }],
  configSchema: hyperSchema,
  notionalPrice: {
    inputUsdPerMTok: 0.195,
    cachedUsdPerMTok: 0.039,
    outputUsdPerMTok: 0.6,
    source: "Qwen3-8B at Tinker, prefill and sample",
    sourceDate: "2026-10-07",
    notional: true,
  },

  validate({ examples }) {
    return examples > 0 ? [] : ["The dataset is empty: loosen the recipe."]
  },

  estimateSeconds({ examples, objective, config }) {
    const hyper = hyperSchema.parse(config ?? {})
    const visits = hyper.updates * hyper.batchSize * countFits(objective, hyper)
    return 1 + examples / FEATURISE_PER_SECOND + visits / VISITS_PER_SECOND
  },

  async create(job, { saveHandle, idempotencyKey }) {
    await saveHandle({ idempotencyKey })
    const known = jobs.get(idempotencyKey)?.state.kind
    if (known === "running" || known === "succeeded") return
    const [members, reference] = await Promise.all([
      job.loadMembers(),
      job.objective === "weighted" ? job.loadReference() : [],
    ])
    const input: ThreadInput = {
      task: "train",
      members: members.filter((example) => example.split === "train").map(toEpisode),
      reference: reference.map(toEpisode),
      objective: job.objective,
      hyper: hyperSchema.parse(job.config ?? {}),
      seed: job.seed,
      datasetHash: job.datasetHash,
    }
    jobs.set(idempotencyKey, startThread(input))
  },

  async poll(handle) {
    return jobs.get(String(handle.idempotencyKey))?.state ?? { kind: "lost" }
  },

  async cancel(handle) {
    const job = jobs.get(String(handle.idempotencyKey))
    if (!job) return
    await job.thread.terminate()
    if (job.state.kind === "running") job.state = { kind: "cancelled" }
  },

  measureRatios({ members, reference, seed }, { signal, onProgress }) {
    const thread = createThread({
      task: "ratios",
      members: members.map(toEpisode),
      reference: reference.map(toEpisode),
      hyper: hyperSchema.parse({}),
      seed,
    })
    return new Promise((resolve, reject) => {
      thread.on("message", (message: ThreadMessage) => {
        if (message.kind === "progress") {
          const { stage, update, updates } = message.progress
          onProgress(update / updates, stage)
        } else if (message.kind === "ratios") resolve(message.ratios)
        else if (message.kind === "refused") reject(new AppError("INVALID_INPUT", message.reason))
      })
      thread.on("error", reject)
      // Only a thread that ended without an answer gets here first.
      thread.on("exit", () => reject(new AppError("UNAVAILABLE", "Measuring was cancelled.")))
      signal.addEventListener("abort", () => void thread.terminate(), { once: true })
    })
  },

  async teardown(handle) {
    jobs.delete(String(handle.idempotencyKey))
  },

  policy({ id, header, bytes }) {
    return createStudentPolicy(id, decodeStudent({ header, bytes }), () => performance.now())
  },
}
