/** What one row of a training file is: a whole episode, or one reply with everything before it. */
export const ROW_UNITS = ["episode", "turn"] as const

export type RowUnit = (typeof ROW_UNITS)[number]

/** What the loss is taken over: the replies of the assistant, or every token. */
export const LOSSES = ["assistant", "all"] as const

export type Loss = (typeof LOSSES)[number]

/**
 * What becomes of a row that breaks a rule of the format. `none` refuses the file, `drop` leaves the row out, `truncate`
 * cuts it after its last reply that keeps the rules and leaves it out where there is none.
 */
export const ROW_FIXES = ["none", "drop", "truncate"] as const

export type RowFix = (typeof ROW_FIXES)[number]

/**
 * What becomes of a dataset's weights. `apply` writes them where the format has a place for them, and else draws episodes by
 * them, so that a heavy one comes more than once. `ignore` writes every episode once, and says so.
 */
export const WEIGHT_USES = ["apply", "ignore"] as const

export type WeightUse = (typeof WEIGHT_USES)[number]
