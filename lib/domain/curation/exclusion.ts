/** Why an episode is not in a dataset though the rules kept it; the position of a rule is 0 or more. */
export const HELD_OUT = -1

export const LEAKING = -2
