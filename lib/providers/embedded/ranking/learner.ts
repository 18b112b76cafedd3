import { LazyAdam } from "@/lib/providers/embedded/adam"
import type { Network } from "@/lib/providers/embedded/network"
import type { Learner } from "@/lib/providers/embedded/optimize"
import type { RankingRows } from "./rows"
import { normalizeScores, scoreCandidate } from "./score"

/** Candidates less likely than this hardly move the weights; leaving them out of the backward pass halves the time. */
const NEGLIGIBLE = 1e-3

/** Gradients of weighted cross-entropy over the candidates of a row, over buffers made once. */
export class RankingLearner implements Learner {
  readonly #network: Network
  readonly #rows: RankingRows
  readonly #embedding: LazyAdam
  readonly #hiddenBias: LazyAdam
  readonly #output: LazyAdam
  readonly #hidden: Float32Array[]
  readonly #hiddenGradient: Float32Array
  readonly #logProbs: Float64Array

  constructor(network: Network, rows: RankingRows) {
    const width = network.shape.hidden
    let most = 0
    for (let row = 0; row < rows.length; row++)
      most = Math.max(most, rows.rowStarts[row + 1]! - rows.rowStarts[row]!)
    this.#network = network
    this.#rows = rows
    this.#embedding = new LazyAdam(network.embedding, width)
    this.#hiddenBias = new LazyAdam(network.hiddenBias, width)
    this.#output = new LazyAdam(network.output, width)
    this.#hidden = Array.from({ length: most }, () => new Float32Array(width))
    this.#hiddenGradient = new Float32Array(width)
    this.#logProbs = new Float64Array(most)
  }

  forward(row: number): number {
    const { rowStarts, targets } = this.#rows
    const first = rowStarts[row]!
    const count = rowStarts[row + 1]! - first
    for (let index = 0; index < count; index++) {
      this.#logProbs[index] = scoreCandidate(
        this.#network,
        this.#featuresOf(first + index),
        this.#hidden[index]!,
      )
    }
    normalizeScores(this.#logProbs, count)
    return this.#logProbs[targets[row]!]!
  }

  backward(row: number, weight: number): void {
    const { rowStarts, targets } = this.#rows
    const first = rowStarts[row]!
    const count = rowStarts[row + 1]! - first
    for (let index = 0; index < count; index++) {
      const isTarget = index === targets[row]
      const probability = Math.exp(this.#logProbs[index]!)
      if (!isTarget && probability < NEGLIGIBLE) continue
      this.#push(first + index, this.#hidden[index]!, weight * (probability - (isTarget ? 1 : 0)))
    }
  }

  step(update: number, rate: number, weightDecay: number): void {
    this.#embedding.step(update, rate, weightDecay)
    this.#output.step(update, rate, weightDecay)
    this.#hiddenBias.step(update, rate, 0)
  }

  #push(candidate: number, hidden: Float32Array, gradient: number): void {
    this.#output.accumulate(0, hidden, gradient)
    for (let unit = 0; unit < hidden.length; unit++) {
      this.#hiddenGradient[unit] = hidden[unit] === 0 ? 0 : gradient * this.#network.output[unit]!
    }
    this.#hiddenBias.accumulate(0, this.#hiddenGradient, 1)
    const features = this.#featuresOf(candidate)
    for (let index = 0; index < features.length; index++) {
      this.#embedding.accumulate(features[index]!, this.#hiddenGradient, 1)
    }
  }

  #featuresOf(candidate: number): Int32Array {
    const { features, candidateStarts } = this.#rows
    return features.subarray(candidateStarts[candidate], candidateStarts[candidate + 1])
  }
}
