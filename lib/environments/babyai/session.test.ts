import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { AssistantMessage } from "@/lib/domain/message"
import { generate } from "./generate"
import { createSession } from "./session"

function open() {
  return createSession(generate({ level: "goto", seed: 7, distractors: 4, mayName: () => true }))
}

function call(args: string, name = "act", id = "a"): NonNullable<AssistantMessage["tool_calls"]>[number] {
  return { id, type: "function", function: { name, arguments: args } }
}

function reply(...calls: NonNullable<AssistantMessage["tool_calls"]>): AssistantMessage {
  return { role: "assistant", content: null, tool_calls: calls }
}

const LEFT = JSON.stringify({ action: "turn left" })

describe("a session", () => {
  test("opens with the mission and the first observation", () => {
    const [system, user] = open().messages
    expect(system?.role).toBe("system")
    expect(user?.content).toMatch(/^Mission: go to the \w+ (key|ball|box)\nObservation: a /)
  })

  test("answers an action with the observation that follows", async () => {
    const { messages, done } = await open().step(reply(call(LEFT)))
    expect(messages).toEqual([
      { role: "tool", tool_call_id: "a", content: expect.stringMatching(/^Observation: /) },
    ])
    expect(done).toBeUndefined()
  })

  test("carries out only the first of ten parallel calls and answers them all", async () => {
    const calls = Array.from({ length: 10 }, (_, index) => call(LEFT, "act", `call-${index}`))
    const { messages } = await open().step(reply(...calls))
    expect(messages.map((message) => (message.role === "tool" ? message.tool_call_id : ""))).toEqual(
      calls.map(({ id }) => id),
    )
    expect(messages.filter((message) => message.content?.startsWith("Error:"))).toHaveLength(9)
  })

  test("ends at the step limit with score 0", async () => {
    const session = open()
    let last = await session.step(reply(call(LEFT)))
    for (let step = 1; step < 64; step++) last = await session.step(reply(call(LEFT)))
    expect(last.done).toMatchObject({
      stopReason: "max_steps",
      score: 0,
      success: false,
      metrics: { steps: 64 },
    })
  })
})

describe("an unusable reply", () => {
  const silence: AssistantMessage = { role: "assistant", content: "I would go left." }

  test("costs a step, is explained, and ends the attempt at the third in a row", async () => {
    const session = open()
    const first = await session.step(silence)
    expect(first.messages[0]).toMatchObject({
      role: "user",
      content: expect.stringContaining("no tool call"),
    })
    expect(first.messages[0]?.content).toContain("\nObservation: ")
    await session.step(silence)
    const { done } = await session.step(silence)
    expect(done).toMatchObject({ stopReason: "parse_error", metrics: { steps: 3, unusableReplies: 3 } })
  })

  test("is forgiven by a usable one", async () => {
    const session = open()
    for (const given of [silence, silence, reply(call(LEFT)), silence, silence]) {
      expect((await session.step(given)).done).toBeUndefined()
    }
  })

  test.each([
    ["an unknown tool", call(LEFT, "fly"), "invalid_action"],
    ["an unknown action", call('{"action":"jump"}'), "invalid_action"],
    ["broken JSON", call('{"action":'), "parse_error"],
    ["no object", call("[1]"), "parse_error"],
    ["200 kB", call(`{"action":"${"x".repeat(200_000)}"}`), "invalid_action"],
  ])("of the kind %s stops with its own reason and a short answer", async (_, given, stopReason) => {
    const session = open()
    await session.step(reply(given))
    const { messages } = await session.step(reply(given))
    expect(messages[0]?.content?.length).toBeLessThan(1_000)
    expect((await session.step(reply(given))).done?.stopReason).toBe(stopReason)
  })
})

test("never throws and always ends, whatever the model writes", async () => {
  const anything = fc.record({
    content: fc.oneof(fc.constant(null), fc.string()),
    tool_calls: fc.oneof(fc.constant(undefined), fc.anything(), fc.array(fc.anything(), { maxLength: 4 })),
  })
  await fc.assert(
    fc.asyncProperty(anything, async (nonsense) => {
      const session = open()
      const given = { role: "assistant", ...nonsense } as AssistantMessage
      for (let step = 0; step < 64; step++) if ((await session.step(given)).done) return
      expect.unreachable()
    }),
    { numRuns: 300 },
  )
})

test("completes with reward 1 - 0.9 steps / limit", async () => {
  const instance = generate({ level: "goto", seed: 7, distractors: 0, mayName: () => true })
  const { world } = instance
  const target = world.cells.find((thing) => thing && thing.kind !== "wall")
  Object.assign(world, { x: (target?.x ?? 0) - 2, y: target?.y, direction: 0 })
  const { reward, done } = await createSession(instance).step(reply(call('{"action":"go forward"}')))
  expect(reward).toBe(1 - 0.9 / 64)
  expect(done).toMatchObject({ success: true, score: reward, stopReason: "completed" })
})
