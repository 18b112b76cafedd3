import { createRandom, deriveSeed } from "@/lib/domain/random"
import { propensityOf } from "@/lib/domain/stats/priority-sample"

/** By what a label is worth, or with equal chances. */
export const DRAW_KINDS = ["value", "random"] as const

export type DrawKind = (typeof DRAW_KINDS)[number]

/** One episode of a draw. */
export interface DrawnPick {
  episodeId: string
  size: number
  priority: number
  /** A human has given a verdict: good, bad or unsure. */
  answered: boolean
}

/** A priority sample with its picks by rank; `outside` is the first priority that was not drawn. */
export interface DrawnBatch {
  outside: number
  picks: readonly DrawnPick[]
}

export interface DrawnSample {
  /** By episode, for those that count. */
  propensities: Map<string, number>
  /** Answered picks behind one that is not: they count once it is. */
  heldBack: number
}

/**
 * The number in (0, 1] that belongs to an episode in every draw of an experiment (a permanent random number), so that draws
 * agree on whom they take and a label serves all of them.
 */
export function permanentRandom(experimentSeed: number, episodeId: string): number {
  return 1 - createRandom(deriveSeed(experimentSeed, episodeId))()
}

/** The seed of an experiment's permanent random numbers. */
export function drawSeed(experimentId: string): number {
  return deriveSeed(1, experimentId)
}

/**
 * Who was drawn, with which propensity. Of each batch its answered prefix counts, the priority behind it being the cut. Since
 * the numbers are permanent, an episode is in the union of the batches exactly when its number is below the largest of its
 * propensities, which is therefore its propensity (E. Cohen, "Multi-objective weighted sampling", 2015).
 */
export function drawnSample(batches: readonly DrawnBatch[]): DrawnSample {
  const propensities = new Map<string, number>()
  const behind = new Set<string>()
  for (const { picks, outside } of batches) {
    const open = picks.findIndex(({ answered }) => !answered)
    const length = open < 0 ? picks.length : open
    const cut = picks[length]?.priority ?? outside
    for (const { episodeId, size } of picks.slice(0, length)) {
      const propensity = propensityOf(size, cut)
      propensities.set(episodeId, Math.max(propensity, propensities.get(episodeId) ?? 0))
    }
    for (const pick of picks.slice(length)) if (pick.answered) behind.add(pick.episodeId)
  }
  return { propensities, heldBack: behind.difference(new Set(propensities.keys())).size }
}
