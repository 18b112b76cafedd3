/** How much each training episode of a dataset counts; docs/weights-and-pairs.md has every formula with its source. */
export const WEIGHT_SCHEMES = ["none", "score", "percentile", "quality", "advantage", "importance"] as const

export type WeightScheme = (typeof WEIGHT_SCHEMES)[number]

/** Within what a score is compared: all training episodes, or those of the same task family. */
export const WEIGHT_SCOPES = ["all", "group"] as const

/** `metric` is `score` or the name of another metric; clips bound a weight before all are divided by their mean. */
export type Weighting =
  | { scheme: "none" }
  | { scheme: "score"; metric: string }
  | {
      scheme: "percentile"
      metric: string
      within: (typeof WEIGHT_SCOPES)[number]
      /** An episode counts as often as it is strictly above one of these. */
      percentiles: number[]
    }
  | { scheme: "quality"; metric: string; temperature: number; clip: number }
  | { scheme: "advantage"; metric: string; beta: number; clip: number }
  | { scheme: "importance"; kappa: number; clip: number }

export type ImportanceWeighting = Extract<Weighting, { scheme: "importance" }>

export const NO_WEIGHTING: Weighting = { scheme: "none" }
