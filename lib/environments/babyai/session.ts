import type { Outcome, StopReason } from "@/lib/domain/episode"
import type { AssistantMessage, Message } from "@/lib/domain/message"
import type { Session } from "../environment"
import { act } from "./act"
import { describeView } from "./describe"
import type { Instance } from "./generate"
import { callsOf, type Reading, readReply } from "./tool"
import { createCheck } from "./verifier"
import { look, VIEW_SIZE } from "./view"

/** Replies without a usable action in a row after which an attempt ends. */
const MAX_UNUSABLE_REPLIES = 3

const SYSTEM_PROMPT = [
  "You are an agent in a grid world of rooms, walls, doors and objects. Complete the mission in as few steps as you can.",
  `You see a ${VIEW_SIZE} by ${VIEW_SIZE} area in front of you; walls and closed doors hide what is behind them.`,
  "Each turn, call the tool act with one action:",
  "- turn left, turn right: turn on the spot",
  "- go forward: one step ahead, if nothing is in the way",
  "- pick up: take the object one step in front of you, if your hands are empty",
  "- drop: put what you carry on the empty place one step in front of you",
  "- toggle: open or close the door in front of you; a locked door needs a key of its colour in your hands. Toggling a box " +
    "makes it vanish.",
  "You have reached an object when it is one step in front of you.",
].join("\n")

type StepResult = Awaited<ReturnType<Session["step"]>>

/** One attempt at an instance, which it changes: the chat around the world. Text form: `docs/minigrid-comparison.md`. */
export function createSession({ world, instruction, mission }: Instance): Session {
  const isComplete = createCheck(world, instruction)
  const observe = () => `Observation: ${describeView(look(world))}`
  let unusableInARow = 0
  let unusableCount = 0
  let outcome: Outcome | null = null

  function finish(stopReason: StopReason, reward: number): Outcome {
    const metrics = { steps: world.steps, unusableReplies: unusableCount }
    return { score: reward, success: reward > 0, metrics, stopReason }
  }

  function play(reading: Reading): { text: string; reward: number } {
    const action = reading.ok ? reading.action : null
    act(world, action)
    unusableInARow = reading.ok ? 0 : unusableInARow + 1
    unusableCount += reading.ok ? 0 : 1
    if (isComplete(action)) {
      const reward = 1 - 0.9 * (world.steps / world.maxSteps)
      outcome = finish("completed", reward)
      return { text: "Mission complete.", reward }
    }
    if (!reading.ok && unusableInARow >= MAX_UNUSABLE_REPLIES) outcome = finish(reading.reason, 0)
    else if (world.steps >= world.maxSteps) outcome = finish("max_steps", 0)
    return { text: reading.ok ? observe() : `Error: ${reading.problem}\n${observe()}`, reward: 0 }
  }

  return {
    messages: [
      { role: "system", content: SYSTEM_PROMPT },
      { role: "user", content: `Mission: ${mission}\n${observe()}` },
    ],
    async step(reply): Promise<StepResult> {
      if (outcome) return { messages: [], done: outcome, environmentCostMicro: 0 }
      const { text, reward } = play(readReply(reply))
      const messages = answer(reply, text)
      return { messages, reward, ...(outcome ? { done: outcome } : {}), environmentCostMicro: 0 }
    },
    async close() {},
  }
}

/** The first call gets the result, every other one is told that it was ignored; a reply without calls gets a user turn. */
function answer(reply: AssistantMessage, text: string): Message[] {
  const calls = callsOf(reply)
  if (calls.length === 0) return [{ role: "user", content: text }]
  return calls.map((call, index) => ({
    role: "tool",
    tool_call_id: typeof call.id === "string" ? call.id : "",
    content:
      index === 0 ? text : "Error: only the first call of a turn is carried out; this one was ignored.",
  }))
}
