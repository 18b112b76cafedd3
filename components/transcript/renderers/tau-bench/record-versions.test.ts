import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { diffRecords } from "@/components/transcript/records/diff-records"
import { findEarlier, readVersion } from "@/components/transcript/renderers/tau-bench/record-versions"
import { isWriteTool } from "@/components/transcript/renderers/tau-bench/tools"
import type { StepRecord } from "@/lib/contracts/steps"
import type { Message, ToolCall } from "@/lib/domain/message"

function toSteps(messages: readonly Message[]): StepRecord[] {
  const unknown = { inputTokens: null, cachedTokens: null, outputTokens: null, latencyMs: null }
  return messages.map((message, idx) => ({
    idx,
    message,
    omittedChars: 0,
    contentTokens: 1,
    firstTokenMs: null,
    costUsd: null,
    reward: null,
    isError: message.role === "tool" && message.content.startsWith("Error"),
    promptId: null,
    ...unknown,
  }))
}

function call(id: string, name: string, argument: unknown): Message {
  const text = JSON.stringify(argument)
  return {
    role: "assistant",
    content: null,
    tool_calls: [{ id, type: "function", function: { name, arguments: text } }],
  }
}

function answer(id: string, value: unknown): Message {
  return { role: "tool", tool_call_id: id, content: JSON.stringify(value) }
}

function callOf(steps: readonly StepRecord[], idx: number): ToolCall {
  const { message } = steps[idx]!
  return (message.role === "assistant" && message.tool_calls?.[0]) as ToolCall
}

it("holds a row against the last time the transcript showed it", () => {
  const steps = toSteps([
    call("a", "get_order_details", { order_id: "#W1" }),
    answer("a", { order_id: "#W1", status: "pending" }),
    call("b", "get_order_details", { order_id: "#W2" }),
    answer("b", { order_id: "#W2", status: "delivered" }),
    call("c", "cancel_pending_order", { order_id: "#W1" }),
    answer("c", { order_id: "#W1", status: "cancelled" }),
  ])
  const after = readVersion(callOf(steps, 4), steps[5]!)!
  expect(findEarlier([steps], after)).toMatchObject({ stepIdx: 1, value: { status: "pending" } })
  expect(findEarlier([steps.slice(2)], after)).toBeNull()
  expect(findEarlier([steps.slice(0, 2), steps.slice(2)], after)?.stepIdx).toBe(1)
})

it("names a user by the call, since the row does not", () => {
  const steps = toSteps([
    call("a", "get_user_details", { user_id: "ada_1" }),
    answer("a", { name: { first_name: "Ada" }, address: {} }),
  ])
  expect(readVersion(callOf(steps, 0), steps[1]!)?.key).toBe("user ada_1")
})

it("takes errors, lists, numbers and broken text for no row", () => {
  for (const content of ["Error: no", "[1]", "12", '{"order_id": 3}', '{"order_id":', ""]) {
    const [step] = toSteps([{ role: "tool", tool_call_id: "a", content }])
    const given = callOf(toSteps([call("a", "get_order_details", [])]), 0)
    expect(readVersion(given, step!), content).toBeNull()
  }
})

/** The rows that calls changed, but for those that they made. */
function listChanges(steps: readonly StepRecord[]) {
  return steps.flatMap((_, index) => {
    const made = callOf(steps, index)
    const result = steps[index + 1]
    if (!made || !result || !isWriteTool(made.function.name)) return []
    const after = made.function.name === "book_reservation" ? null : readVersion(made, result)
    return after ? [{ after, before: findEarlier([steps], after) }] : []
  })
}

const data = process.env.WINNOW_TEST_DATA

describe.skipIf(!data && !process.env.CI)("recorded tau-bench episodes", () => {
  it.each([
    ["tau-bench-airline/gpt-4o-airline.json", 0.8],
    ["tau-bench-retail/tool-calling-none-0.1_range_0-100_user-none-llm_06232025.json", 0.9],
  ])("%s: nearly every change of a row is held against an earlier version", (file, least) => {
    const episodes: { traj: Message[] }[] = JSON.parse(readFileSync(join(data!, file), "utf8"))
    const changes = episodes.map(({ traj }) => toSteps(traj)).flatMap(listChanges)
    for (const { before, after } of changes) {
      if (before) expect(diffRecords(before.value, after.value).length).toBeLessThan(60)
    }
    expect(changes.length).toBeGreaterThan(100)
    expect(changes.filter(({ before }) => before).length / changes.length).toBeGreaterThan(least)
  })
})
