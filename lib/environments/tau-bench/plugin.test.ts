import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { ActInput, ActOutput, Policy } from "@/lib/contracts/policy"
import type { AssistantMessage, Message } from "@/lib/domain/message"
import { writeSmallShop } from "@/tests/fixtures/tau-bench/small-shop"
import type { Environment, Session } from "../environment"
import { tauBench } from "./plugin"

let folder: string
let environment: Environment

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "winnow-tau-"))
  await writeSmallShop(folder)
  environment = await tauBench.load(config())
})

afterAll(() => rm(folder, { recursive: true }))

function config(overrides: object = {}) {
  return tauBench.configSchema.parse({ folder, domain: "retail", ...overrides })
}

class ScriptedUser implements Policy {
  readonly id = "scripted-user"
  readonly seen: Message[][] = []
  readonly #turns: string[]
  readonly #costMicro: number | null

  constructor(turns: string[], costMicro: number | null = 7) {
    this.#turns = turns
    this.#costMicro = costMicro
  }

  async act({ messages }: ActInput): Promise<ActOutput> {
    this.seen.push(messages)
    return {
      message: { role: "assistant", content: this.#turns.shift() ?? "" },
      usage: { inputTokens: 1, cachedTokens: 0, outputTokens: 1 },
      latencyMs: 1,
      firstTokenMs: null,
      costMicro: this.#costMicro,
    }
  }
}

async function open(user: Policy, from = environment): Promise<Session> {
  const [task] = from.tasks("test")
  if (!task) throw new Error("the shop has a test task")
  return from.open(task, { seed: 1, ports: { user, now: () => 0 } })
}

function say(content: string): AssistantMessage {
  return { role: "assistant", content }
}

function call(name: string, args: unknown, id = "a"): AssistantMessage {
  const text = typeof args === "string" ? args : JSON.stringify(args)
  return {
    role: "assistant",
    content: null,
    tool_calls: [{ id, type: "function", function: { name, arguments: text } }],
  }
}

const CANCEL = call("cancel_pending_order", { order_id: "#W1", reason: "no longer needed" })

describe("a tau-bench attempt", () => {
  it("opens with the policy and the user's first message, and keeps the wanted result from the agent", async () => {
    const user = new ScriptedUser(["Hi, about my mug"])
    const session = await open(user)
    expect(session.messages).toEqual([
      { role: "system", content: "# Shop policy\nBe kind." },
      { role: "user", content: "Hi, about my mug" },
    ])
    expect(user.seen[0]?.[0]?.content).toContain("You are Ada.")
  })

  it("rewards the right database together with the wanted words, commas and case aside", async () => {
    const session = await open(new ScriptedUser(["Hi", "Thanks", "###STOP###"]))
    await session.step(CANCEL)
    await session.step(say("There are 1,002 colors."))
    const { done, messages } = await session.step(say("Anything else?"))
    expect(messages).toEqual([{ role: "user", content: "###STOP###" }])
    expect(done).toMatchObject({
      score: 1,
      success: true,
      metrics: { database: 1, outputs: 1 },
      stopReason: "completed",
      stopDetail: "user_stop",
    })
  })

  it("gives nothing for the right database when the words were said next to a tool call only", async () => {
    const session = await open(new ScriptedUser(["Hi", "###STOP###"]))
    await session.step({ ...CANCEL, content: "There are 1002 colors." })
    const { done } = await session.step(say("Done."))
    expect(done).toMatchObject({ score: 0, success: false, metrics: { database: 1, outputs: 0 } })
  })

  it("ends and scores on the transfer to a person", async () => {
    const session = await open(new ScriptedUser(["Hi"]))
    const { done, messages } = await session.step(call("transfer_to_human_agents", { summary: "x" }))
    expect(messages[0]?.content).toBe("Transfer successful")
    expect(done).toMatchObject({ score: 0, stopReason: "completed", stopDetail: "transfer_to_human_agents" })
    await expect(session.step(CANCEL)).rejects.toMatchObject({ code: "CONFLICT" })
  })

  it("runs the first of several calls and answers every id", async () => {
    const session = await open(new ScriptedUser(["Hi"]))
    const second = call("cancel_pending_order", { order_id: "#W2", reason: "no longer needed" }, "b")
    const { messages } = await session.step({
      ...CANCEL,
      tool_calls: [...(CANCEL.tool_calls ?? []), ...(second.tool_calls ?? [])],
    })
    expect(messages.map((message) => "tool_call_id" in message && message.tool_call_id)).toEqual(["a", "b"])
    expect(messages[0]?.content).toContain('"status": "cancelled"')
    expect(messages[1]?.content).toMatch(/^Error: only the first/)
  })

  it.each([
    ["an unknown tool", call("fly_away", {}), "Unknown action fly_away"],
    ["an inherited name", call("constructor", {}), "Unknown action constructor"],
    ["broken JSON", call("calculate", "{'expression': 1}"), /^Error: the arguments are not valid JSON/],
    ["no object", call("calculate", "[1]"), "Error: the arguments must be a JSON object"],
    [
      "a missing argument",
      call("cancel_pending_order", { order_id: "#W1" }),
      "Error: missing required argument 'reason'",
    ],
    ["a surplus argument", call("calculate", { expression: "1", x: 1 }), "Error: unexpected argument 'x'"],
    ["a wrong type", call("get_order_details", { order_id: 1 }), "Error: order_id must be a string"],
    ["deep nesting", call("calculate", "[".repeat(200_000)), /nested too deeply/],
  ])("answers %s with an error and goes on", async (_name, reply, expected) => {
    const session = await open(new ScriptedUser(["Hi"]))
    const { messages, done } = await session.step(reply)
    expect(messages[0]?.content).toEqual(
      typeof expected === "string" ? expected : expect.stringMatching(expected),
    )
    expect(done).toBeUndefined()
  })

  it("ends with parse_error on an empty reply and with max_steps when the turns are used up", async () => {
    const silent = await open(new ScriptedUser(["Hi"]))
    expect((await silent.step(say(" "))).done).toMatchObject({ score: 0, stopReason: "parse_error" })
    const short = await open(new ScriptedUser(["Hi"]), await tauBench.load(config({ maxSteps: 2 })))
    expect((await short.step(CANCEL)).done).toBeUndefined()
    expect((await short.step(CANCEL)).done).toMatchObject({
      score: 0,
      success: false,
      stopReason: "max_steps",
    })
  })

  it("counts what the user cost, the opening with the first step, and keeps unknown unknown", async () => {
    const paid = await open(new ScriptedUser(["Hi", "Well"]))
    expect((await paid.step(CANCEL)).environmentCostMicro).toBe(7)
    expect((await paid.step(CANCEL)).environmentCostMicro).toBe(0)
    expect((await paid.step(say("Hello"))).environmentCostMicro).toBe(7)
    const unknown = await open(new ScriptedUser(["Hi"], null))
    expect((await unknown.step(CANCEL)).environmentCostMicro).toBeNull()
  })

  it("does not score when the user falls silent, and refuses to open without a user", async () => {
    const session = await open(new ScriptedUser(["Hi"]))
    expect((await session.step(say("Hello"))).done).toMatchObject({ score: null, stopReason: "error" })
    await expect(open(new ScriptedUser([]))).rejects.toMatchObject({ code: "UNAVAILABLE" })
    const [task] = environment.tasks("test")
    await expect(environment.open(task!, { seed: 1, ports: { now: () => 0 } })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    })
  })

  it("shows the user at most 20,000 characters of a reply", async () => {
    const user = new ScriptedUser(["Hi", "Well"])
    const session = await open(user)
    await session.step(say("x".repeat(200_000)))
    expect(user.seen[1]?.at(-1)?.content?.length).toBeLessThan(20_010)
  })

  it("keeps attempts apart", async () => {
    await (await open(new ScriptedUser(["Hi"]))).step(CANCEL)
    const other = await open(new ScriptedUser(["Hi"]))
    const { messages } = await other.step(call("get_order_details", { order_id: "#W1" }))
    expect(messages[0]?.content).toContain('"status": "pending"')
  })
})

describe("loading a tau-bench folder", () => {
  it("offers test tasks under the number recorded results use", () => {
    expect([...environment.tasks("test")]).toMatchObject([{ key: "0", group: "cancel_pending_order" }])
    expect([...environment.tasks("train")]).toEqual([])
    expect(environment.tools).toHaveLength(16)
    expect(environment.maxSteps).toBe(30)
  })

  it("names every file that is missing or broken", async () => {
    const broken = await mkdtemp(join(tmpdir(), "winnow-tau-broken-"))
    await writeSmallShop(broken)
    const path = join(broken, "retail")
    await rm(join(path, "wiki.md"))
    await writeFile(join(path, "users.json"), '{"ada_1": {"name": {}}}')
    await writeFile(join(path, "orders.json"), "{'x'}")
    await writeFile(join(path, "tools.json"), "[]")
    await writeFile(join(path, "tasks_test.json"), '[{"instruction": "x"}]')
    const error = await tauBench.load(config({ folder: broken })).catch((reason: unknown) => reason)
    await rm(broken, { recursive: true })
    expect(error).toMatchObject({ code: "INVALID_INPUT" })
    expect((error as { issues: { message: string }[] }).issues.map((issue) => issue.message)).toEqual([
      "retail/wiki.md is missing",
      expect.stringMatching(/^retail\/tools.json cannot be read: it lacks calculate, /),
      "retail/users.json cannot be read: record ada_1 has no address",
      expect.stringMatching(/^retail\/orders.json cannot be read: expected a string/),
      "retail/tasks_test.json has a record that lacks something: 'actions'",
    ])
  })

  it("says so when the folder does not exist", async () => {
    await expect(tauBench.load(config({ folder: join(folder, "nowhere") }))).rejects.toThrow(
      /users.json is missing/,
    )
  })
})
