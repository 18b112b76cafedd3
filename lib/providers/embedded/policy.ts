import type { ActInput, ActOutput, Policy } from "@/lib/contracts/policy"
import { createRandom } from "@/lib/domain/random"
import { countMessageTokens } from "@/lib/domain/tokens"
import { Featurizer } from "@/lib/providers/embedded/features"
import { computeHidden, computeLogProbs } from "@/lib/providers/embedded/network"
import type { Student } from "@/lib/providers/embedded/train"
import { parseAction, readTranscript } from "@/lib/providers/embedded/transcript"

/** Below this the student acts greedily, which makes it loop: it is meant to be sampled at temperature 1. */
const GREEDY_BELOW = 0.01

function choose(logProbs: Float64Array, temperature: number, uniform: number): number {
  if (temperature < GREEDY_BELOW) return logProbs.indexOf(Math.max(...logProbs))
  let cumulative = 0
  for (let action = 0; action < logProbs.length; action++) {
    cumulative += Math.exp(logProbs[action]!)
    if (uniform < cumulative) return action
  }
  return logProbs.length - 1
}

/** The student as a policy like any other. Same messages, temperature and seed: same reply. */
export function createStudentPolicy(id: string, student: Student, now: () => number): Policy {
  const featurizer = new Featurizer(new Set(student.contentWords), student.network.shape.bits)
  const hidden = new Float32Array(student.network.shape.hidden)
  const logProbs = new Float64Array(student.actions.length)
  return {
    id,
    async act({ messages, temperature, seed, signal }: ActInput): Promise<ActOutput> {
      signal?.throwIfAborted()
      const started = now()
      const turns = featurizer.featurize(readTranscript(messages))
      computeHidden(student.network, turns.at(-1) ?? new Int32Array(0), hidden)
      computeLogProbs(student.network, hidden, logProbs, Math.max(temperature, GREEDY_BELOW))
      const action = choose(logProbs, temperature, createRandom(seed)())
      const call = parseAction(student.actions[action]!)
      const message = {
        role: "assistant" as const,
        content: null,
        tool_calls: [{ id: `call_${messages.length}`, type: "function" as const, function: call }],
      }
      const latencyMs = now() - started
      return {
        message,
        usage: { inputTokens: null, cachedTokens: null, outputTokens: countMessageTokens(message) },
        latencyMs,
        firstTokenMs: latencyMs,
        costMicro: null,
        logprob: logProbs[action],
      }
    },
  }
}
