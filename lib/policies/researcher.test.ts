import { describe, expect, test } from "vitest"
import type { Policy } from "@/lib/contracts/policy"
import type { Outcome } from "@/lib/domain/episode"
import type { Message } from "@/lib/domain/message"
import { deriveSeed } from "@/lib/domain/random"
import type { Environment, TaskSpec } from "@/lib/environments/environment"
import { multihop } from "@/lib/environments/multihop/plugin"
import { createResearcher, researcher } from "./researcher"

function load(counts: { train?: number; validation?: number; test?: number }): Promise<Environment> {
  return multihop.load(multihop.configSchema.parse({ validation: 0, train: 0, ...counts }))
}

interface Played {
  messages: Message[]
  outcome: Outcome
}

/** Plays as the runner does: another seed for every call. */
async function play(environment: Environment, task: TaskSpec, policy: Policy, seed = 0): Promise<Played> {
  const session = await environment.open(task, { seed, ports: { now: () => 0 } })
  const messages = [...session.messages]
  for (let step = 0; ; step++) {
    const callSeed = deriveSeed(seed, `step ${step}`)
    const input = {
      messages: structuredClone(messages),
      tools: environment.tools,
      temperature: 1,
      seed: callSeed,
    }
    const { message } = await policy.act(input)
    const answer = await session.step(message)
    messages.push(message, ...answer.messages)
    if (answer.done) return { messages, outcome: answer.done }
  }
}

async function playAll(environment: Environment, policy: Policy): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const [index, task] of [...environment.tasks("test")].entries()) {
    outcomes.push((await play(environment, task, policy, index)).outcome)
  }
  return outcomes
}

const successRate = (outcomes: readonly Outcome[]) =>
  outcomes.filter(({ success }) => success).length / outcomes.length

describe("the perfect researcher", () => {
  test("answers at least 95 % of 300 questions, having read all gold articles", async () => {
    const outcomes = await playAll(await load({ test: 300 }), createResearcher("perfect", 0))
    expect(successRate(outcomes)).toBeGreaterThanOrEqual(0.95)
    expect(outcomes.every(({ stopReason }) => stopReason === "completed")).toBe(true)
    const recalls = outcomes.map(({ metrics }) => metrics.titleRecallAt5 ?? 0)
    expect(Math.min(...recalls)).toBe(1)
    process.stdout.write(`Perfect researcher: exact match ${successRate(outcomes)} of ${outcomes.length}\n`)
  })
})

describe("a preset", () => {
  test.each([
    ["good", 0.85],
    ["sloppy", 0.55],
  ] as const)("%s answers about %f of 300 questions", async (preset, rate) => {
    const outcomes = await playAll(await load({ test: 300 }), createResearcher(preset, 0))
    process.stdout.write(`${preset} researcher: exact match ${successRate(outcomes).toFixed(3)}\n`)
    expect(Math.abs(successRate(outcomes) - rate)).toBeLessThan(0.07)
  })
})

describe("an attempt", () => {
  test("is the same again with the same seed and another with another", async () => {
    const environment = await load({ test: 12 })
    const tasks = [...environment.tasks("test")]
    const transcripts = async (seed: number, policySeed: number) =>
      Promise.all(
        tasks.map(
          async (task) =>
            (await play(environment, task, createResearcher("sloppy", policySeed), seed)).messages,
        ),
      )
    const first = await transcripts(1, 1)
    expect(await transcripts(1, 1)).toEqual(first)
    expect(await transcripts(2, 1)).not.toEqual(first)
    expect(await transcripts(1, 2)).not.toEqual(first)
  })

  test("is refused in words when the chat is not of this environment", async () => {
    const policy = researcher.create(researcher.configSchema.parse({}))
    const input = { tools: [], temperature: 1, seed: 0 }
    await expect(policy.act({ ...input, messages: [] })).rejects.toMatchObject({ kind: "misconfigured" })
    const messages: Message[] = [{ role: "user", content: "Question: Why?" }]
    await expect(policy.act({ ...input, messages })).rejects.toMatchObject({ kind: "misconfigured" })
  })
})
