import { createRandom } from "@/lib/domain/random"
import { LazyAdam } from "@/lib/providers/embedded/adam"
import { computeHidden, computeLogProbs, type Network } from "@/lib/providers/embedded/network"
import { type Rows, rowFeatures } from "@/lib/providers/embedded/rows"

export interface OptimizeOptions {
  updates: number
  batchSize: number
  learningRate: number
  weightDecay: number
  seed: number
  /** Examples to draw from, uniformly; an example may stand here more than once. */
  pool: Int32Array
  /** Loss weight of an example given the current log-probability of its action; 1 when absent. */
  weigh?: (row: number, logProb: number) => number
  /** Called every 100 updates with the mean loss (nats per action) since the last call. */
  onProgress?: (update: number, loss: number) => void
}

const WARM_UP_UPDATES = 50
const REPORT_EVERY = 100

function scheduleRate(update: number, updates: number, peak: number): number {
  const warm = Math.min(1, update / WARM_UP_UPDATES)
  return peak * warm * 0.5 * (1 + Math.cos((Math.PI * update) / updates))
}

/** A model in training: one example forward, then backward with its loss weight, then an update for the batch. */
export interface Learner {
  /** Log-probability (nats) of the recorded action of a row; leaves the activations for `backward`. */
  forward(row: number): number
  backward(row: number, weight: number): void
  /** `update` counts from 1. */
  step(update: number, rate: number, weightDecay: number): void
}

/** Gradients of weighted cross-entropy over a fixed list of actions, over buffers made once. */
class ActionLearner implements Learner {
  readonly #network: Network
  readonly #rows: Rows
  readonly #embedding: LazyAdam
  readonly #hiddenBias: LazyAdam
  readonly #output: LazyAdam
  readonly #outputBias: LazyAdam
  readonly #hidden: Float32Array
  readonly #hiddenGradient: Float32Array
  readonly #logitGradient: Float32Array
  readonly #logProbs: Float64Array

  constructor(network: Network, rows: Rows) {
    const { hidden, actions } = network.shape
    this.#network = network
    this.#rows = rows
    this.#embedding = new LazyAdam(network.embedding, hidden)
    this.#hiddenBias = new LazyAdam(network.hiddenBias, hidden)
    this.#output = new LazyAdam(network.output, hidden)
    this.#outputBias = new LazyAdam(network.outputBias, actions)
    this.#hidden = new Float32Array(hidden)
    this.#hiddenGradient = new Float32Array(hidden)
    this.#logitGradient = new Float32Array(actions)
    this.#logProbs = new Float64Array(actions)
  }

  forward(row: number): number {
    computeHidden(this.#network, rowFeatures(this.#rows, row), this.#hidden)
    computeLogProbs(this.#network, this.#hidden, this.#logProbs)
    return this.#logProbs[this.#rows.actions[row]!]!
  }

  backward(row: number, weight: number): void {
    const features = rowFeatures(this.#rows, row)
    const action = this.#rows.actions[row]!
    const { hidden: width, actions } = this.#network.shape
    this.#hiddenGradient.fill(0)
    for (let other = 0; other < actions; other++) {
      const gradient = weight * (Math.exp(this.#logProbs[other]!) - (other === action ? 1 : 0))
      this.#logitGradient[other] = gradient
      this.#output.accumulate(other, this.#hidden, gradient)
      const start = other * width
      for (let unit = 0; unit < width; unit++) {
        this.#hiddenGradient[unit]! += gradient * this.#network.output[start + unit]!
      }
    }
    for (let unit = 0; unit < width; unit++) if (this.#hidden[unit] === 0) this.#hiddenGradient[unit] = 0
    this.#outputBias.accumulate(0, this.#logitGradient, 1)
    this.#hiddenBias.accumulate(0, this.#hiddenGradient, 1)
    for (let index = 0; index < features.length; index++) {
      this.#embedding.accumulate(features[index]!, this.#hiddenGradient, 1)
    }
  }

  step(update: number, rate: number, weightDecay: number): void {
    this.#embedding.step(update, rate, weightDecay)
    this.#output.step(update, rate, weightDecay)
    this.#hiddenBias.step(update, rate, 0)
    this.#outputBias.step(update, rate, 0)
  }
}

/** Trains a learner on weighted cross-entropy. Deterministic by seed within one JavaScript engine version. */
export function runUpdates(learner: Learner, options: OptimizeOptions): void {
  const { updates, batchSize, pool } = options
  const random = createRandom(options.seed)
  let lossSum = 0
  for (let update = 1; update <= updates; update++) {
    for (let example = 0; example < batchSize; example++) {
      const row = pool[Math.floor(random() * pool.length)]!
      const logProb = learner.forward(row)
      lossSum -= logProb
      const weight = options.weigh?.(row, logProb) ?? 1
      if (weight > 0) learner.backward(row, weight / batchSize)
    }
    learner.step(update, scheduleRate(update, updates, options.learningRate), options.weightDecay)
    if (update % REPORT_EVERY === 0 || update === updates) {
      options.onProgress?.(update, lossSum / ((update % REPORT_EVERY || REPORT_EVERY) * batchSize))
      lossSum = 0
    }
  }
}

/** Trains `network` in place to choose between its actions. */
export function optimizeNetwork(network: Network, rows: Rows, options: OptimizeOptions): void {
  runUpdates(new ActionLearner(network, rows), options)
}

/** Log-probability (nats) of the recorded action of every row. */
export function scoreRows(network: Network, rows: Rows, pool: Int32Array): Float64Array {
  const hidden = new Float32Array(network.shape.hidden)
  const logProbs = new Float64Array(network.shape.actions)
  return Float64Array.from(pool, (row) => {
    computeHidden(network, rowFeatures(rows, row), hidden)
    computeLogProbs(network, hidden, logProbs)
    return logProbs[rows.actions[row]!]!
  })
}
