import type { ActInput, ActOutput, Policy } from "@/lib/contracts/policy"
import type { Message, ToolCall } from "@/lib/domain/message"
import { chooseAction, GREEDY_BELOW } from "@/lib/providers/embedded/choose"
import type { Network } from "@/lib/providers/embedded/network"
import { parseAction, readTranscript } from "@/lib/providers/embedded/transcript"
import { RankedAttempt } from "./attempt"
import type { CallShape } from "./call-shape"
import { listCandidates } from "./candidates"
import { featurizeCandidates } from "./features"
import { normalizeScores, scoreCandidate } from "./score"

/** A trained student that ranks calls it finds in the transcript; its network has one output. */
export interface RankingStudent {
  kind: "ranking"
  network: Network
  shapes: CallShape[]
}

/** The attempt as it stands after the last message. */
function readAttempt(messages: readonly Message[]): RankedAttempt {
  const { mission, turns } = readTranscript(messages)
  const attempt = new RankedAttempt(mission)
  for (const [index, turn] of turns.entries()) {
    attempt.observe(turn.observation)
    if (index < turns.length - 1) attempt.act(turn.action)
  }
  return attempt
}

/** Null when nothing in the transcript can be called. */
function chooseCall(student: RankingStudent, input: ActInput): { action: string; logprob: number } | null {
  const attempt = readAttempt(input.messages)
  const candidates = listCandidates(attempt, student.shapes)
  if (candidates.length === 0) return null
  const hidden = new Float32Array(student.network.shape.hidden)
  const features = featurizeCandidates(attempt, candidates, student.network.shape.bits)
  const logProbs = Float64Array.from(features, (bag) => scoreCandidate(student.network, bag, hidden))
  normalizeScores(logProbs, logProbs.length, Math.max(input.temperature, GREEDY_BELOW))
  const chosen = chooseAction(logProbs, input.temperature, input.seed)
  return { action: candidates[chosen]!.action, logprob: logProbs[chosen]! }
}

/** The student as a policy like any other. Same messages, temperature and seed: same reply. */
export function createRankingPolicy(id: string, student: RankingStudent, now: () => number): Policy {
  return {
    id,
    async act(input: ActInput): Promise<ActOutput> {
      input.signal?.throwIfAborted()
      const started = now()
      const chosen = chooseCall(student, input)
      const calls: ToolCall[] = chosen
        ? [{ id: `call_${input.messages.length}`, type: "function", function: parseAction(chosen.action) }]
        : []
      const latencyMs = now() - started
      return {
        message: { role: "assistant", content: null, ...(chosen ? { tool_calls: calls } : {}) },
        usage: { inputTokens: null, cachedTokens: null, outputTokens: null },
        latencyMs,
        firstTokenMs: latencyMs,
        costMicro: null,
        ...(chosen ? { logprob: chosen.logprob } : {}),
      }
    },
  }
}
