import type { AssistantMessage, Message } from "@/lib/domain/message"
import { PolicyError } from "@/lib/domain/policy-error"
import { createRandom, deriveSeed } from "@/lib/domain/random"
import { ACTIONS, type Attempt, createAttempt, decide, perceive } from "./attempt"
import type { Faults } from "./faults"
import { parseMission } from "./goal"
import { findObservation } from "./observation"

/** An attempt that has read `seen` and, unless that is a replay under way, decided what follows it. */
interface Recalled {
  attempt: Attempt
  attemptSeed: number
  seen: Message[]
  turn: number
}

type Recall = (messages: Message[], callSeed: number) => Recalled

/**
 * Gives the attempt that a chat belongs to, having perceived all of it. The state is a function of messages and seed: it is
 * rebuilt by replaying the chat, and only continued from the last call when the chat begins with the very same messages.
 */
export function createRecall(faults: Faults, seed: number): Recall {
  const decided = new WeakMap<Message, Recalled>()
  return (messages, callSeed) => {
    const lastReply = messages.findLastIndex((message) => message.role === "assistant")
    const before = lastReply > 0 ? messages[lastReply - 1] : undefined
    const known = before && decided.get(before)
    const isContinued =
      known && known.seen.length === lastReply && known.seen.every((m, i) => m === messages[i])
    const recalled = isContinued ? known : begin(messages, callSeed, faults, seed)
    if (isContinued) decided.delete(before as Message)
    else replay(recalled, messages.slice(0, Math.max(lastReply, 0)))
    readOn(recalled, messages)
    decided.set(messages.at(-1) as Message, recalled)
    return recalled
  }
}

function begin(messages: Message[], callSeed: number, faults: Faults, seed: number): Recalled {
  const opening = messages.find((message) => message.role === "user")?.content ?? ""
  const mission = /^Mission: (.+)$/m.exec(opening)?.[1]
  if (!mission)
    throw new PolicyError("misconfigured", "The planner needs a first message that begins with Mission:.")
  const firstReply = messages.find((message) => message.role === "assistant")
  const attemptSeed = (firstReply && readSeed(firstReply)) ?? callSeed
  const random = createRandom(deriveSeed(deriveSeed(seed, String(attemptSeed)), opening))
  return { attempt: createAttempt(parseMission(mission), faults, random), attemptSeed, seen: [], turn: 0 }
}

/** Our tool call ids are `call_<seed of the attempt, base 36>_<turn>`. */
function readSeed(reply: AssistantMessage): number | null {
  const match = /^call_([0-9a-z]{1,8})_\d+$/.exec(reply.tool_calls?.[0]?.id ?? "")
  return match ? Number.parseInt(match[1] as string, 36) : null
}

/** Lives through the chat before the last reply again, deciding at every turn so that chance takes the same course. */
function replay(recalled: Recalled, messages: Message[]): void {
  for (let end = 1; end <= messages.length; end++) {
    const isTurn = end === messages.length || messages[end]?.role === "assistant"
    if (!isTurn) continue
    readOn(recalled, messages.slice(0, end))
    decide(recalled.attempt)
  }
}

/** Perceives what came after the messages already seen: the reply that was given, then what the environment said. */
function readOn(recalled: Recalled, messages: Message[]): void {
  const added = messages.slice(recalled.seen.length)
  const reply = added.find((message) => message.role === "assistant")
  const texts = added.flatMap((message) =>
    "content" in message ? (findObservation(message.content ?? "") ?? []) : [],
  )
  const observation = texts.at(-1)
  if (observation === undefined)
    throw new PolicyError("misconfigured", "The planner found no observation to act on.")
  perceive(recalled.attempt, reply ? readAction(reply) : null, observation)
  recalled.seen = [...messages]
  recalled.turn += 1
}

function readAction(reply: AssistantMessage): string | null {
  const text = reply.tool_calls?.[0]?.function.arguments ?? ""
  return ACTIONS.find((action) => text.includes(`"${action}"`)) ?? null
}
