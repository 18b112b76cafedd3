import { stepKeys } from "@/lib/domain/action-key"
import type { Message } from "@/lib/domain/message"

/** Why two episodes of one task give no pair. */
export const NO_CUT_REASONS = ["same", "observation", "start", "ended"] as const

export type NoCutReason = (typeof NO_CUT_REASONS)[number]

/** `step` is the index of the first reply that differs. */
export type Cut = { ok: true; step: number } | { ok: false; reason: NoCutReason }

/**
 * The first step in which two episodes differ, if both replied there after the same messages. Not if the environment said different
 * things first (`observation`), one was over (`ended`), both are alike (`same`), or nothing was said before (`start`).
 */
export function findCut(left: readonly Message[], right: readonly Message[]): Cut {
  const leftKey = stepKeys()
  const rightKey = stepKeys()
  for (let step = 0; step < Math.max(left.length, right.length); step++) {
    const [one, other] = [left[step], right[step]]
    if (!one || !other) return { ok: false, reason: "ended" }
    if (leftKey(one) === rightKey(other)) continue
    if (one.role !== "assistant" || other.role !== "assistant") return { ok: false, reason: "observation" }
    return step === 0 ? { ok: false, reason: "start" } : { ok: true, step }
  }
  return { ok: false, reason: "same" }
}
