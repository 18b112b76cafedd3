import { qualityWeights } from "@/lib/domain/curation/quality-weights"
import { systematicResample } from "@/lib/domain/curation/systematic-resample"
import { summarizeWeights } from "@/lib/domain/curation/weight-summary"
import { createRandom, deriveSeed } from "@/lib/domain/random"
import { AUXILIARY_SHARE, CROSS_FITS, Fitting, type Report } from "@/lib/providers/embedded/fitting"
import { cloneNetwork, type Network } from "@/lib/providers/embedded/network"
import { type Prepared, prepareTraining } from "@/lib/providers/embedded/prepare"
import type { Student } from "@/lib/providers/embedded/student"
import type { TrainingInput, TrainingWeights } from "@/lib/providers/embedded/training"

export interface TrainingResult {
  student: Student
  examples: number
  /** Calls, of members and reference, that the student cannot make and did not learn from. */
  skipped: number
  weights: TrainingWeights | null
  /** Feature buckets that any example used, ascending. */
  touched: number[]
}

function qualityOf({ members }: TrainingInput): Float64Array {
  const groups = [...new Set(members.map(({ group }) => group))]
  return qualityWeights({
    scores: members.map(({ score }) => score ?? Number.NaN),
    groups: members.map(({ group }) => groups.indexOf(group)),
  })
}

/** Uniform over examples, except SFT(Q), which draws episodes by quality. */
function selectPool(input: TrainingInput, data: Prepared): Int32Array {
  if (input.objective !== "sftq") return data.members
  const byEpisode = qualityOf(input)
  const weights = Float64Array.from(data.members, (row) => byEpisode[data.material.episodes[row]!]!)
  const offset = createRandom(deriveSeed(input.seed, "resample"))()
  return systematicResample(weights, data.members.length * 4, offset).map((index) => data.members[index]!)
}

/** Loss weights by row, divided by their mean over the members. */
function toLossWeights(weights: Float64Array, { members }: Prepared): (row: number) => number {
  const mean = members.reduce((sum, row) => sum + weights[row]!, 0) / members.length || 1
  return (row) => weights[row]! / mean
}

function describe(weights: Float64Array, { members }: Prepared): TrainingWeights {
  const { count, effectiveSampleSize, topPercentShare } = summarizeWeights(
    Float64Array.from(members, (row) => weights[row]!),
  )
  return { effectiveSampleSize, examples: count, topPercentShare }
}

/** The dataset's own weights by row; null where all members weigh the same. */
function memberWeights(data: Prepared): Float64Array | null {
  const weights = Float64Array.from(data.material.episodes, (_, row) => data.episodeOf(row).weight ?? 1)
  const first = weights[data.members[0]!]
  return data.members.some((row) => weights[row] !== first) ? weights : null
}

/**
 * Trains one student. Synchronous and CPU-bound (seconds): call it in a worker thread. Same input, same result. Weights of the
 * dataset multiply those of the objective.
 * @throws AppError INVALID_INPUT or UNSUPPORTED when the episodes hold nothing this student can learn.
 */
export function trainStudent(input: TrainingInput, report: Report = () => undefined): TrainingResult {
  const { objective, hyper } = input
  const data = prepareTraining(input)
  const { material } = data
  const isStatic = hyper.weightSource === "static"
  const auxiliaries = objective !== "weighted" ? 0 : isStatic ? CROSS_FITS : 1
  const fitting = new Fitting(data, { ...input, report, auxiliaries, student: true })
  const pool = selectPool(input, data)
  const own = memberWeights(data)
  const finish = (network: Network, weights: Float64Array | null): TrainingResult => ({
    student: material.finish(network),
    examples: data.members.length,
    skipped: material.skipped,
    weights: weights && describe(weights, data),
    touched: material.listTouched(),
  })
  if (objective === "weighted" && !isStatic) {
    const base = fitting.train("reference", data.reference, { share: AUXILIARY_SHARE })
    const ref = material.score(base, data.reference)
    const ownWeight = own ? toLossWeights(own, data) : () => 1
    const weigh = (row: number, logProb: number) =>
      ownWeight(row) * Math.min(hyper.clip, Math.exp(logProb - ref[row]!))
    return finish(fitting.train("student", pool, { start: cloneNetwork(base), weigh }), own)
  }
  const step =
    objective === "weighted"
      ? fitting.crossFit().map((ratio, row) => Math.min(hyper.clip, Math.exp(ratio)) * (own?.[row] ?? 1))
      : own
  if (step === null) return finish(fitting.train("student", pool), null)
  return finish(fitting.train("student", pool, { weigh: toLossWeights(step, data) }), step)
}
