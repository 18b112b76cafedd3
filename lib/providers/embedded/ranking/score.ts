import { computeHidden, type Network } from "@/lib/providers/embedded/network"

/** Scores differ from the largest by at most this, as in the network's own softmax. */
const SCORE_FLOOR = -30

/** What a candidate with these features is worth; leaves its activations in `hidden`. The network has one output. */
export function scoreCandidate(network: Network, features: Int32Array, hidden: Float32Array): number {
  computeHidden(network, features, hidden)
  let score = 0
  for (let unit = 0; unit < hidden.length; unit++) score += network.output[unit]! * hidden[unit]!
  return score
}

/** Turns the first `count` scores into log-probabilities in place, at the given temperature. */
export function normalizeScores(scores: Float64Array, count: number, temperature = 1): void {
  let largest = Number.NEGATIVE_INFINITY
  for (let index = 0; index < count; index++) {
    scores[index] = scores[index]! / temperature
    if (scores[index]! > largest) largest = scores[index]!
  }
  let total = 0
  for (let index = 0; index < count; index++) {
    scores[index] = Math.max(scores[index]! - largest, SCORE_FLOOR)
    total += Math.exp(scores[index]!)
  }
  const normaliser = Math.log(total)
  for (let index = 0; index < count; index++) scores[index]! -= normaliser
}
