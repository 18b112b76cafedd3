import { describe, expect, test } from "vitest"
import type { Policy } from "@/lib/contracts/policy"
import type { Outcome } from "@/lib/domain/episode"
import type { Message } from "@/lib/domain/message"
import { deriveSeed } from "@/lib/domain/random"
import { LEVEL_IDS } from "@/lib/environments/babyai/levels"
import { babyAi } from "@/lib/environments/babyai/plugin"
import type { Environment, TaskSpec } from "@/lib/environments/environment"
import { createPlanner, planner } from "./planner"

function load(levels: readonly string[], testPerLevel: number): Promise<Environment> {
  return babyAi.load(babyAi.configSchema.parse({ levels, testPerLevel }))
}

interface Played {
  messages: Message[]
  outcome: Outcome
}

/** Plays as the runner does: another seed for every call. `copy` hands the policy other objects of equal content. */
async function play(environment: Environment, task: TaskSpec, policy: Policy, seed = 0, copy = false) {
  const session = await environment.open(task, { seed, ports: { now: () => 0 } })
  const messages = [...session.messages]
  for (let step = 0; ; step++) {
    const { message } = await policy.act({
      messages: copy ? structuredClone(messages) : [...messages],
      tools: environment.tools,
      temperature: 1,
      seed: deriveSeed(seed, `step ${step}`),
    })
    const answer = await session.step(message)
    messages.push(message, ...answer.messages)
    if (answer.done) return { messages, outcome: answer.done } satisfies Played
  }
}

async function countSolved(environment: Environment, policy: Policy): Promise<number> {
  let solved = 0
  for (const task of environment.tasks("test")) {
    const { outcome } = await play(environment, task, policy)
    solved += outcome.success ? 1 : 0
  }
  return solved
}

describe("the perfect planner", () => {
  test.each(LEVEL_IDS)("solves 300 of 300 seeds of %s", async (level) => {
    expect(await countSolved(await load([level], 300), createPlanner("perfect", 0))).toBe(300)
  })
})

describe("a preset", () => {
  test.each([
    ["weak", 0.42],
    ["llmlike", 0.65],
    ["slip", 0.92],
  ] as const)("%s solves about %f of 600 held-out tasks", async (preset, rate) => {
    const environment = await load(["goto", "pickup", "open", "putnext"], 150)
    const solved = await countSolved(environment, createPlanner(preset, 0))
    expect(Math.abs(solved / 600 - rate)).toBeLessThan(0.03)
  })
})

describe("an attempt", () => {
  test("is the same for the same seed, and another one for another", async () => {
    const environment = await load(["putnext"], 1)
    const [task] = environment.tasks("test")
    const [a, b, other] = [
      await play(environment, task!, createPlanner("weak", 0), 5),
      await play(environment, task!, createPlanner("weak", 0), 5),
      await play(environment, task!, createPlanner("weak", 0), 6),
    ]
    expect(a).toEqual(b)
    expect(other.messages).not.toEqual(a.messages)
  })

  test("follows from the chat alone, whether the objects are the same or copies", async () => {
    const environment = await load(["goto", "open"], 3)
    const policy = createPlanner("llmlike", 0)
    for (const task of environment.tasks("test")) {
      const kept = await play(environment, task, policy, 3)
      expect(await play(environment, task, createPlanner("llmlike", 0), 3, true)).toEqual(kept)
    }
  })

  test("keeps apart from others under way with the same policy", async () => {
    const environment = await load(["goto", "pickup", "open", "putnext"], 5)
    const tasks = [...environment.tasks("test")]
    const shared = createPlanner("slip", 0)
    const together = await Promise.all(tasks.map((task) => play(environment, task, shared, 9)))
    for (const [index, task] of tasks.entries()) {
      expect(await play(environment, task, createPlanner("slip", 0), 9)).toEqual(together[index])
    }
  })

  test("gives the same reply when a call is repeated", async () => {
    const environment = await load(["goto"], 1)
    const [task] = environment.tasks("test")
    const { messages } = await play(environment, task!, createPlanner("weak", 0), 1)
    const policy = createPlanner("weak", 0)
    const cut = messages.findLastIndex((message) => message.role === "assistant")
    const input = { messages: messages.slice(0, cut), tools: [], temperature: 1, seed: 1 }
    const first = await policy.act(input)
    expect(first.message).toEqual(messages[cut])
    expect((await policy.act(input)).message).toEqual(first.message)
  })
})

test("refuses a chat that is not of this game", async () => {
  const policy = planner.create(planner.configSchema.parse({}))
  const ask = (content: string) =>
    policy.act({ messages: [{ role: "user", content }], tools: [], temperature: 1, seed: 1 })
  await expect(ask("Hello")).rejects.toThrow("begins with Mission:")
  await expect(ask("Mission: sing a song\nObservation: a wall 1 step left")).rejects.toThrow(
    "does not understand",
  )
  await expect(ask("Mission: go to the red ball")).rejects.toThrow("no observation")
})
