import { deriveSeed } from "@/lib/domain/random"
import type { Network } from "@/lib/providers/embedded/network"
import type { Prepared } from "@/lib/providers/embedded/prepare"
import type { Hyper, TrainingProgress } from "@/lib/providers/embedded/training"

export type Report = (progress: TrainingProgress) => void

/** Cross-fits and reference models see a third of the updates: enough for a ratio, a fraction of the time. */
export const AUXILIARY_SHARE = 1 / 3

/** How many auxiliary fits a cross-fit takes: a proposal and a reference for either fold. */
export const CROSS_FITS = 4

interface FittingOptions {
  hyper: Hyper
  seed: number
  report: Report
  /** Auxiliary fits that will be made, and whether a student is. */
  auxiliaries: number
  student: boolean
}

/** The fits of one job over the same rows, with their progress counted over all of them. */
export class Fitting {
  readonly #data: Prepared
  readonly #options: FittingOptions
  readonly #planned: number
  #done = 0

  constructor(data: Prepared, options: FittingOptions) {
    this.#data = data
    this.#options = options
    const { updates } = options.hyper
    this.#planned =
      (options.student ? updates : 0) + options.auxiliaries * Math.round(updates * AUXILIARY_SHARE)
  }

  /** One fit from `start` (fresh when absent) over `pool`, reported as `stage`. */
  train(
    stage: string,
    pool: Int32Array,
    options: { share?: number; start?: Network; weigh?: (row: number, logProb: number) => number } = {},
  ): Network {
    const { hyper, seed, report } = this.#options
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
      onProgress: (update, loss) => report({ stage, update: before + update, updates: this.#planned, loss }),
    })
    this.#done += updates
    return network
  }

  /**
   * Of every member row, by row number: log-probability of its action under a model of the members less that under a model of all
   * episodes. Both were fitted on the other fold of episodes, since what a model has seen it has memorised.
   */
  crossFit(): Float64Array {
    const { material, members, reference, episodeOf } = this.#data
    const foldOf = (row: number) => deriveSeed(this.#options.seed, episodeOf(row).id) & 1
    const ratios = new Float64Array(material.episodes.length)
    for (const fold of [0, 1]) {
      const other = (row: number) => foldOf(row) !== fold
      const auxiliary = { share: AUXILIARY_SHARE }
      const proposal = this.train(`proposal ${fold + 1} of 2`, members.filter(other), auxiliary)
      const base = this.train(`reference ${fold + 1} of 2`, reference.filter(other), auxiliary)
      const held = members.filter((row) => foldOf(row) === fold)
      const q = material.score(proposal, held)
      const ref = material.score(base, held)
      for (const [index, row] of held.entries()) ratios[row] = q[index]! - ref[index]!
    }
    return ratios
  }
}
