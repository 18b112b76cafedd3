import { AppError } from "@/lib/domain/errors"
import { createRandom, deriveSeed } from "@/lib/domain/random"
import { prepareActions } from "@/lib/providers/embedded/action-material"
import type { Material } from "@/lib/providers/embedded/material"
import { cloneNetwork, type Network } from "@/lib/providers/embedded/network"
import { prepareRanking } from "@/lib/providers/embedded/ranking/material"
import type { Student } from "@/lib/providers/embedded/student"
import type { TrainingInput, TrainingProgress, WeightSummary } from "@/lib/providers/embedded/training"
import { readTranscript, type Transcript } from "@/lib/providers/embedded/transcript"
import { qualityWeights, resample, summarizeWeights } from "@/lib/providers/embedded/weights"

export interface TrainingResult {
  student: Student
  examples: number
  /** Calls, of members and reference, that the student cannot make and did not learn from. */
  skipped: number
  weights: WeightSummary | null
  /** Feature buckets that any example used, ascending. */
  touched: number[]
}

type Report = (progress: TrainingProgress) => void

interface Prepared {
  material: Material
  /** Row numbers of the members; they come first. */
  members: Int32Array
  /** Row numbers of every reference episode. */
  reference: Int32Array
  episodeOf(row: number): { id: string }
}

/** Up to here calls count as a closed set, each an output of the network; beyond, the student ranks calls it can copy. */
const MAX_ACTIONS = 64

/** Cross-fits and reference models see a third of the updates: enough for a ratio, a fraction of the time. */
const AUXILIARY_SHARE = 1 / 3

function prepareMaterial(transcripts: readonly Transcript[], input: TrainingInput): Material {
  const actions = [
    ...new Set(transcripts.flatMap(({ turns }) => turns.flatMap(({ action }) => action ?? []))),
  ].sort()
  if (actions.length === 0)
    throw new AppError("INVALID_INPUT", "No kept episode has a tool call to learn from.")
  if (actions.length <= MAX_ACTIONS) return prepareActions(transcripts, actions, input.hyper)
  const material = prepareRanking(transcripts, input.hyper)
  if (material.episodes.length > 0) return material
  throw new AppError(
    "UNSUPPORTED",
    `The embedded student chooses between at most ${MAX_ACTIONS} different calls, or copies the one text of a call from what it has read; this dataset has ${actions.length} different calls and none can be copied.`,
  )
}

function prepare(input: TrainingInput): Prepared {
  const memberIds = new Set(input.members.map((episode) => episode.id))
  const others = input.reference.filter((episode) => !memberIds.has(episode.id))
  const episodes = [...input.members, ...others]
  const material = prepareMaterial(
    episodes.map((episode) => readTranscript(episode.messages)),
    input,
  )
  const all = Int32Array.from(material.episodes.keys())
  const members = all.filter((row) => material.episodes[row]! < input.members.length)
  if (members.length === 0)
    throw new AppError("INVALID_INPUT", "No kept episode has a tool call to learn from.")
  return { material, members, reference: all, episodeOf: (row) => episodes[material.episodes[row]!]! }
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
    const { material } = this.#data
    const network = options.start ?? material.createNetwork(deriveSeed(seed, "init"))
    const updates = Math.round(hyper.updates * (options.share ?? 1))
    const before = this.#done
    material.optimize(network, {
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
    const { material, members, reference, episodeOf } = this.#data
    const foldOf = (row: number) => deriveSeed(this.#input.seed, episodeOf(row).id) & 1
    const weights = new Float64Array(material.episodes.length)
    for (const fold of [0, 1]) {
      const other = (row: number) => foldOf(row) !== fold
      const proposal = this.train(`proposal ${fold + 1} of 2`, members.filter(other), {
        share: AUXILIARY_SHARE,
      })
      const base = this.train(`reference ${fold + 1} of 2`, reference.filter(other), {
        share: AUXILIARY_SHARE,
      })
      const held = members.filter((row) => foldOf(row) === fold)
      const q = material.score(proposal, held)
      const ref = material.score(base, held)
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
  const weights = Float64Array.from(data.members, (row) => byEpisode[data.material.episodes[row]!]!)
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
    student: data.material.finish(network),
    examples: data.members.length,
    skipped: data.material.skipped,
    weights,
    touched: data.material.listTouched(),
  })
  if (input.objective !== "weighted") return finish(training.train("student", pool), null)
  if (input.hyper.weightSource === "online") {
    const base = training.train("reference", data.reference, { share: AUXILIARY_SHARE })
    const ref = data.material.score(base, data.reference)
    const weigh = (row: number, logProb: number) => Math.min(input.hyper.clip, Math.exp(logProb - ref[row]!))
    return finish(training.train("student", pool, { start: cloneNetwork(base), weigh }), null)
  }
  const raw = training.crossFit()
  const kept = Float64Array.from(data.members, (row) => raw[row]!)
  const mean = kept.reduce((sum, weight) => sum + weight, 0) / kept.length || 1
  return finish(training.train("student", pool, { weigh: (row) => raw[row]! / mean }), summarizeWeights(kept))
}
