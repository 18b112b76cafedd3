import { expect, it } from "vitest"
import { searchParts } from "@/lib/domain/search-text"

const said = (content: string) => ({ role: "user" as const, content })

it("joins short steps and leaves system prompts out", () => {
  const system = { role: "system" as const, content: "secret prompt" }
  const parts = searchParts([system, said("one"), said("two")].map((message, idx) => ({ idx, message })))
  expect(parts).toEqual([{ fromIdx: 0, toIdx: 3, text: "\none\ntwo" }])
})

it("reads names and arguments of calls, not their ids", () => {
  const call = {
    id: "call_9",
    type: "function" as const,
    function: { name: "find", arguments: '{"q":"shoes"}' },
  }
  const [part] = searchParts([{ idx: 4, message: { role: "assistant", content: null, tool_calls: [call] } }])
  expect(part).toMatchObject({ fromIdx: 4, toIdx: 5 })
  expect(part?.text.trim()).toBe('find\nq: "shoes"')
})

it("cuts what is long into parts that lose nothing", () => {
  const long = "word ".repeat(60_000)
  const parts = searchParts(
    [said("first"), said(long), said("last")].map((message, idx) => ({ idx, message })),
  )
  expect(parts[0]).toMatchObject({ fromIdx: 0, toIdx: 1, text: "first" })
  expect(parts.at(-1)).toMatchObject({ fromIdx: 1, toIdx: 3 })
  for (const { text } of parts) expect(text.split(" ").length).toBeLessThan(16_383)
  expect(
    parts
      .slice(1)
      .map(({ text }) => text)
      .join(""),
  ).toBe(`${long}\nlast`)
})

it("keeps what cannot be stored away", () => {
  expect(searchParts([{ idx: 0, message: said("a\0b\ud800") }])[0]?.text).toBe("a b\ufffd")
})
