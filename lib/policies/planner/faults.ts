/**
 * How a teacher errs. Rates are probabilities: per step for `noise`, `notice`, `forget`, `loop` and `loopEnd`, per attempt
 * for `wrongTarget` and `mirror`.
 */
export interface Faults {
  /** A random action instead of the planned one. */
  noise: number
  /** The attempt confuses what it is after with something of the same colour or kind. */
  wrongTarget: number
  /** That confusion is noticed and over. */
  notice: number
  /** The attempt takes left for right in everything it sees. */
  mirror: number
  /** All that was seen before is forgotten. */
  forget: number
  /** It falls into repeating itself, and comes out of it again. */
  loop: number
  loopEnd: number
}

export const PRESET_IDS = ["perfect", "slip", "llmlike", "weak"] as const
export type PresetId = (typeof PRESET_IDS)[number]

/**
 * llmlike and weak err mostly by the attempt: tuned to success rates of 0.65 and 0.42 on goto, pickup, open and putnext with
 * four distractors. slip errs by the step only, the same way in every attempt, and solves 0.92.
 */
export const PRESETS: Record<PresetId, Faults> = {
  perfect: { noise: 0, wrongTarget: 0, notice: 0, mirror: 0, forget: 0, loop: 0, loopEnd: 0 },
  slip: {
    noise: 0.25,
    wrongTarget: 0,
    notice: 0,
    mirror: 0,
    forget: 0.08,
    loop: 0.025,
    loopEnd: 0.02,
  },
  llmlike: {
    noise: 0.08,
    wrongTarget: 0.27,
    notice: 0.003,
    mirror: 0.2,
    forget: 0.03,
    loop: 0.024,
    loopEnd: 0.02,
  },
  weak: {
    noise: 0.12,
    wrongTarget: 0.44,
    notice: 0.002,
    mirror: 0.35,
    forget: 0.05,
    loop: 0.055,
    loopEnd: 0.015,
  },
}
