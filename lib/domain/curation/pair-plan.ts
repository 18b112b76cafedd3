/** How the better of two episodes is told. */
export const PAIR_JUDGES = ["success", "score"] as const

/** Which preference pairs a dataset gets. */
export interface PairPlan {
  /** `success`: a success against a failure. `score`: the scores differ by at least `minGap`. */
  by: (typeof PAIR_JUDGES)[number]
  minGap: number
  maxPerTask: number
}
