import { createRandom } from "@/lib/domain/random"

/** Below this the student acts greedily, which makes it loop: it is meant to be sampled at temperature 1. */
export const GREEDY_BELOW = 0.01

/** A position drawn by its log-probability; the most likely one at temperature 0. Same seed, same draw. */
export function chooseAction(logProbs: Float64Array, temperature: number, seed: number): number {
  if (temperature < GREEDY_BELOW) return logProbs.indexOf(Math.max(...logProbs))
  const uniform = createRandom(seed)()
  let cumulative = 0
  for (let action = 0; action < logProbs.length; action++) {
    cumulative += Math.exp(logProbs[action]!)
    if (uniform < cumulative) return action
  }
  return logProbs.length - 1
}
