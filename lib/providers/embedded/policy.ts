import type { ActInput, ActOutput, Policy } from "@/lib/contracts/policy"
import type { Message } from "@/lib/domain/message"
import { chooseAction, GREEDY_BELOW } from "@/lib/providers/embedded/choose"
import { AttemptReader } from "@/lib/providers/embedded/features"
import { computeHidden, computeLogProbs } from "@/lib/providers/embedded/network"
import { createRankingPolicy } from "@/lib/providers/embedded/ranking/policy"
import type { ActionStudent, Student } from "@/lib/providers/embedded/student"
import {
  parseAction,
  readAction,
  readTranscript,
  readTurnsAfter,
  type Turn,
} from "@/lib/providers/embedded/transcript"

interface Progress {
  reader: AttemptReader
  features: Int32Array
  consumed: number
  last: Message
}

/**
 * Reads an attempt from where the last call left it. Attempts are told apart by their first message object, so a caller that
 * keeps its messages pays for the new ones only, and any other caller gets the same answer for the price of all.
 */
class AttemptMemory {
  readonly #student: ActionStudent
  readonly #contentWords: ReadonlySet<string>
  readonly #progress = new WeakMap<Message, Progress>()

  constructor(student: ActionStudent) {
    this.#student = student
    this.#contentWords = new Set(student.contentWords)
  }

  read(messages: readonly Message[]): Int32Array {
    const first = messages[0]
    const last = messages.at(-1)
    if (!first || !last) return new Int32Array(0)
    const known = this.#progress.get(first)
    const isNext = known && known.consumed < messages.length && messages[known.consumed - 1] === known.last
    const progress = isNext ? this.#continue(known, messages) : this.#start(messages)
    this.#progress.set(first, { ...progress, consumed: messages.length, last })
    return progress.features
  }

  #start(messages: readonly Message[]): Pick<Progress, "reader" | "features"> {
    const { mission, turns } = readTranscript(messages)
    const reader = new AttemptReader(mission, this.#contentWords, this.#student.network.shape.bits)
    return { reader, features: readTurns(reader, turns) }
  }

  #continue(known: Progress, messages: readonly Message[]): Pick<Progress, "reader" | "features"> {
    const { reader } = known
    const [reply, ...rest] = messages.slice(known.consumed)
    if (reply?.role !== "assistant") return this.#start(messages)
    reader.act(readAction(reply))
    return { reader, features: readTurns(reader, readTurnsAfter(rest)) }
  }
}

/** Feeds the turns to the reader, the last one without an action, and answers its features. */
function readTurns(reader: AttemptReader, turns: readonly Turn[]): Int32Array {
  let features: Int32Array = new Int32Array(0)
  for (const [index, turn] of turns.entries()) {
    features = reader.observe(turn.observation)
    if (index < turns.length - 1) reader.act(turn.action)
  }
  return features
}

/** The student as a policy like any other. Same messages, temperature and seed: same reply. */
export function createStudentPolicy(id: string, student: Student, now: () => number): Policy {
  return student.kind === "ranking"
    ? createRankingPolicy(id, student, now)
    : createActionPolicy(id, student, now)
}

function createActionPolicy(id: string, student: ActionStudent, now: () => number): Policy {
  const memory = new AttemptMemory(student)
  const hidden = new Float32Array(student.network.shape.hidden)
  const logProbs = new Float64Array(student.actions.length)
  return {
    id,
    async act({ messages, temperature, seed, signal }: ActInput): Promise<ActOutput> {
      signal?.throwIfAborted()
      const started = now()
      computeHidden(student.network, memory.read(messages), hidden)
      computeLogProbs(student.network, hidden, logProbs, Math.max(temperature, GREEDY_BELOW))
      const action = chooseAction(logProbs, temperature, seed)
      const call = parseAction(student.actions[action]!)
      const message = {
        role: "assistant" as const,
        content: null,
        tool_calls: [{ id: `call_${messages.length}`, type: "function" as const, function: call }],
      }
      const latencyMs = now() - started
      return {
        message,
        usage: { inputTokens: null, cachedTokens: null, outputTokens: null },
        latencyMs,
        firstTokenMs: latencyMs,
        costMicro: null,
        logprob: logProbs[action],
      }
    },
  }
}
