import { AppError } from "@/lib/domain/errors"
import { createRandom, deriveSeed } from "@/lib/domain/random"
import { featurize } from "@/lib/providers/embedded/features"
import { cloneNetwork, createNetwork, type Network } from "@/lib/providers/embedded/network"
import { optimizeNetwork, scoreRows } from "@/lib/providers/embedded/optimize"
import { buildRows, type Rows } from "@/lib/providers/embedded/rows"
import type { TrainingInput, TrainingProgress, WeightSummary } from "@/lib/providers/embedded/training"
import { readTranscript, type Transcript } from "@/lib/providers/embedded/transcript"
import { learnContentWords } from "@/lib/providers/embedded/vocabulary"
import { qualityWeights, resample, summarizeWeights } from "@/lib/providers/embedded/weights"

/** A trained student: everything that acting needs. */
export interface Student {
  network: Network
  actions: string[]
  contentWords: string[]
}

export interface TrainingResult {
  student: Student
  examples: number
  weights: WeightSummary | null
  /** Feature buckets that any example used, ascending. */
  touched: number[]
}

type Report = (progress: TrainingProgress) => void

interface Prepared {
  actions: string[]
  contentWords: string[]
  rows: Rows
  /** Row numbers of the members; they come first. */
  members: Int32Array
  /** Row numbers of every reference episode. */
  reference: Int32Array
  episodeOf(row: number): { id: string }
}

const MAX_ACTIONS = 64

/** Cross-fits and reference models see a third of the updates: enough for a ratio, a fraction of the time. */
const AUXILIARY_SHARE = 1 / 3

function prepare(input: TrainingInput): Prepared {
  const memberIds = new Set(input.members.map((episode) => episode.id))
  const others = input.reference.filter((episode) => !memberIds.has(episode.id))
  const episodes = [...input.members, ...others]
  const transcripts = episodes.map((episode) => readTranscript(episode.messages))
  const actions = [
    ...new Set(transcripts.flatMap(({ turns }) => turns.flatMap(({ action }) => action ?? []))),
  ].sort()
  if (actions.length === 0)
    throw new AppError("INVALID_INPUT", "No kept episode has a tool call to learn from.")
  if (actions.length > MAX_ACTIONS) {
    throw new AppError(
      "UNSUPPORTED",
      `The embedded student chooses between at most ${MAX_ACTIONS} different calls; this dataset has ${actions.length}.`,
    )
  }
  const contentWords = learnContentWords(transcripts)
  const read = (transcript: Transcript) => featurize(transcript, contentWords, input.hyper.bits)
  const rows = buildRows(transcripts, read, new Map(actions.map((action, number) => [action, number])))
  const all = Int32Array.from({ length: rows.length }, (_, row) => row)
  const members = all.filter((row) => rows.episodes[row]! < input.members.length)
  if (members.length === 0)
    throw new AppError("INVALID_INPUT", "No kept episode has a tool call to learn from.")
  return {
    actions,
    contentWords: [...contentWords],
    rows,
    members,
    reference: all,
    episodeOf: (row) => episodes[rows.episodes[row]!]!,
  }
}

class Training {
  readonly #input: TrainingInput
  readonly #data: Prepared
  readonly #report: Report
  #done = 0
  readonly #planned: number

  constructor(input: TrainingInput, data: Prepared, report: Report) {
    this.#input = input
    this.#data = data
    this.#report = report
    const auxiliary = Math.round(input.hyper.updates * AUXILIARY_SHARE)
    const auxiliaries = input.objective !== "weighted" ? 0 : input.hyper.weightSource === "static" ? 4 : 1
    this.#planned = input.hyper.updates + auxiliaries * auxiliary
  }

  /** One fit from `start` (fresh when absent) over `pool`, reported as `stage`. */
  train(
    stage: string,
    pool: Int32Array,
    options: { share?: number; start?: Network; weigh?: (row: number, logProb: number) => number } = {},
  ): Network {
    const { hyper, seed } = this.#input
    const shape = { bits: hyper.bits, hidden: hyper.hidden, actions: this.#data.actions.length }
    const network = options.start ?? createNetwork(shape, deriveSeed(seed, "init"))
    const updates = Math.round(hyper.updates * (options.share ?? 1))
    const before = this.#done
    optimizeNetwork(network, this.#data.rows, {
      ...hyper,
      updates,
      seed: deriveSeed(seed, stage),
      pool,
      weigh: options.weigh,
      onProgress: (update, loss) =>
        this.#report({ stage, update: before + update, updates: this.#planned, loss }),
    })
    this.#done += updates
    return network
  }

  /** Static weights: each example is weighed by models that never saw its episode, since seen ones are memorised. */
  crossFit(): Float64Array {
    const { rows, members, reference, episodeOf } = this.#data
    const foldOf = (row: number) => deriveSeed(this.#input.seed, episodeOf(row).id) & 1
    const weights = new Float64Array(rows.length)
    for (const fold of [0, 1]) {
      const other = (row: number) => foldOf(row) !== fold
      const proposal = this.train(`proposal ${fold + 1} of 2`, members.filter(other), {
        share: AUXILIARY_SHARE,
      })
      const base = this.train(`reference ${fold + 1} of 2`, reference.filter(other), {
        share: AUXILIARY_SHARE,
      })
      const held = members.filter((row) => foldOf(row) === fold)
      const q = scoreRows(proposal, rows, held)
      const ref = scoreRows(base, rows, held)
      for (const [index, row] of held.entries()) {
        weights[row] = Math.min(this.#input.hyper.clip, Math.exp(q[index]! - ref[index]!))
      }
    }
    return weights
  }
}

/** Uniform over examples, except SFT(Q), which draws episodes by quality. */
function selectPool(input: TrainingInput, data: Prepared): Int32Array {
  if (input.objective !== "sftq") return data.members
  const byEpisode = qualityWeights(input.members)
  const weights = Float64Array.from(data.members, (row) => byEpisode[data.rows.episodes[row]!]!)
  const offset = createRandom(deriveSeed(input.seed, "resample"))()
  return resample(weights, data.members.length * 4, offset).map((index) => data.members[index]!)
}

/**
 * Trains one student. Synchronous and CPU-bound (seconds): call it in a worker thread. Same input, same result.
 * @throws AppError INVALID_INPUT or UNSUPPORTED when the episodes hold nothing this student can learn.
 */
export function trainStudent(input: TrainingInput, report: Report = () => undefined): TrainingResult {
  const data = prepare(input)
  const training = new Training(input, data, report)
  const pool = selectPool(input, data)
  const finish = (network: Network, weights: WeightSummary | null): TrainingResult => ({
    student: { network, actions: data.actions, contentWords: data.contentWords },
    examples: data.members.length,
    weights,
    touched: [...new Set(data.rows.features)].sort((a, b) => a - b),
  })
  if (input.objective !== "weighted") return finish(training.train("student", pool), null)
  if (input.hyper.weightSource === "online") {
    const base = training.train("reference", data.reference, { share: AUXILIARY_SHARE })
    const ref = scoreRows(base, data.rows, data.reference)
    const weigh = (row: number, logProb: number) => Math.min(input.hyper.clip, Math.exp(logProb - ref[row]!))
    return finish(training.train("student", pool, { start: cloneNetwork(base), weigh }), null)
  }
  const raw = training.crossFit()
  const kept = Float64Array.from(data.members, (row) => raw[row]!)
  const mean = kept.reduce((sum, weight) => sum + weight, 0) / kept.length || 1
  return finish(training.train("student", pool, { weigh: (row) => raw[row]! / mean }), summarizeWeights(kept))
}
