import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type EpisodeValidation, validateEpisodeInput } from "@/lib/importers/validate-episode"

const base = { externalId: "e1", taskKey: "t1", messages: [{ role: "user", content: "Hi" }] }

function withMessages(...messages: unknown[]): EpisodeValidation {
  return validateEpisodeInput({ ...base, messages })
}

function call(fields: Record<string, unknown>) {
  return { role: "assistant", content: null, tool_calls: [fields] }
}

function lookUp(id: string | undefined, args: unknown = "{}") {
  return { id, type: "function", function: { name: "look_up", arguments: args } }
}

function messagesOf(validation: EpisodeValidation): unknown[] {
  return validation.ok ? validation.episode.messages : []
}

function codesOf(validation: EpisodeValidation): string[] {
  return validation.ok ? validation.repairs.map((repair) => repair.code) : ["rejected"]
}

function reasonOf(raw: unknown): string {
  const validation = validateEpisodeInput(raw)
  return validation.ok ? "accepted" : validation.reason
}

describe("validateEpisodeInput", () => {
  it("fills in what is unknown and repairs nothing in a clean episode", () => {
    expect(validateEpisodeInput(base)).toEqual({
      ok: true,
      repairs: [],
      episode: {
        ...base,
        trial: 0,
        score: null,
        success: null,
        stopReason: "unknown",
        metrics: {},
        costUsd: null,
        environmentCostUsd: null,
        latencyMs: null,
        startedAt: null,
      },
    })
  })

  it("takes the id for the external id where only that is given, and whole numbers as keys", () => {
    const id = "0199c3a0-0000-7000-8000-000000000001"
    const validation = validateEpisodeInput({ ...base, externalId: undefined, id, taskKey: 7 })
    expect(validation).toMatchObject({ ok: true, episode: { id, externalId: id, taskKey: "7" } })
  })

  it("keeps what is known of single messages", () => {
    const facts = {
      usage: { inputTokens: 10, cachedTokens: null, outputTokens: 2 },
      latencyMs: 12.5,
      firstTokenMs: null,
      costUsd: 0.001,
      reward: -1,
      error: true,
    }
    const message = { role: "assistant", content: "Hello", ...facts }
    expect(messagesOf(withMessages(message))).toEqual([message])
  })

  describe("repairs", () => {
    it("pairs calls and results without ids by order, one name at a time", () => {
      const other = { type: "function", function: { name: "other", arguments: "{}" } }
      const validation = withMessages(
        { role: "assistant", tool_calls: [lookUp(undefined), other] },
        { role: "tool", name: "other", content: "second" },
        { role: "tool", name: "look_up", content: "first" },
      )
      expect(messagesOf(validation)).toEqual([
        {
          role: "assistant",
          content: null,
          tool_calls: [
            { ...lookUp("call_1"), id: "call_1" },
            { ...other, id: "call_2" },
          ],
        },
        { role: "tool", tool_call_id: "call_2", name: "other", content: "second" },
        { role: "tool", tool_call_id: "call_1", name: "look_up", content: "first" },
      ])
      expect(codesOf(validation)).toEqual(["tool_call_ids"])
    })

    it("gives no id that the episode has already", () => {
      const [first] = messagesOf(withMessages(call(lookUp(undefined)), call(lookUp("call_1"))))
      expect(first).toMatchObject({ tool_calls: [{ id: "call_2" }] })
    })

    it.each([
      ["{'a': 'it\\'s', 'b': [True, None]}", '{"a":"it\'s","b":[true,null]}', "python_arguments"],
      [{ a: 1 }, '{"a":1}', "object_arguments"],
      ["", "{}", "empty_arguments"],
      [undefined, "{}", "empty_arguments"],
    ])("writes the arguments %j as %s", (given, written, code) => {
      const validation = withMessages(call({ id: "c", function: { name: "look_up", arguments: given } }))
      expect(messagesOf(validation)[0]).toMatchObject({ tool_calls: [{ function: { arguments: written } }] })
      expect(codesOf(validation)).toEqual([code])
    })

    it.each(["{'a': nan}", "{not: json}", "['a list']"])(
      "leaves the arguments %s as the model wrote them",
      (args) => {
        const validation = withMessages(call(lookUp("c", args)))
        expect(messagesOf(validation)[0]).toMatchObject({ tool_calls: [{ function: { arguments: args } }] })
        expect(codesOf(validation)).toEqual([])
      },
    )

    it("turns the old function_call form into tool calls", () => {
      const validation = withMessages(
        { role: "assistant", content: null, function_call: { name: "look_up", arguments: "{}" } },
        { role: "function", name: "look_up", content: "42" },
      )
      expect(messagesOf(validation)).toEqual([
        { role: "assistant", content: null, tool_calls: [lookUp("call_1")] },
        { role: "tool", tool_call_id: "call_1", name: "look_up", content: "42" },
      ])
      expect(codesOf(validation)).toEqual(["legacy_function_call"])
    })

    it("replaces NUL and lone surrogates in texts by U+FFFD", () => {
      const validation = withMessages({ role: "user", content: "a\0b" }, { role: "user", content: "c\uD83D" })
      expect(messagesOf(validation)).toMatchObject([{ content: "a\uFFFDb" }, { content: "c\uFFFD" }])
      expect(validation.ok && validation.repairs).toEqual([
        {
          code: "unsafe_characters",
          count: 2,
          note: "NUL or broken Unicode in 2 texts: replaced by U+FFFD.",
        },
      ])
    })

    it("writes a tool result that is no text as JSON", () => {
      const validation = withMessages(call(lookUp("c")), {
        role: "tool",
        tool_call_id: "c",
        content: { a: 1 },
      })
      expect(messagesOf(validation)[1]).toMatchObject({ content: '{"a":1}' })
      expect(codesOf(validation)).toEqual(["content_text"])
    })
  })

  it("joins text parts, reads developer as system and null content of a silent reply as none", () => {
    const parts = [
      { type: "text", text: "a" },
      { type: "input_text", text: "b" },
    ]
    const validation = withMessages(
      { role: "developer", content: "Be kind." },
      { role: "user", content: parts },
      { role: "assistant", content: null, refusal: "No.", annotations: [], function_call: null },
    )
    expect(messagesOf(validation)).toEqual([
      { role: "system", content: "Be kind." },
      { role: "user", content: "ab" },
      { role: "assistant", content: "No." },
    ])
    expect(codesOf(validation)).toEqual([])
  })

  it("lets an id come again once its call was answered", () => {
    const turn = [call(lookUp("c")), { role: "tool", tool_call_id: "c", content: "x" }]
    expect(withMessages(...turn, ...turn)).toMatchObject({ ok: true, repairs: [] })
  })

  it.each([
    [{ ...base, messages: undefined }, "The record has no list of messages."],
    [[base], "The record is no JSON object."],
    [{ ...base, externalId: undefined }, "externalId: an id or an externalId is needed."],
    [{ ...base, externalId: "a\0" }, "externalId holds a NUL or half of a surrogate pair."],
    [{ ...base, taskKey: "\uDC00" }, "taskKey holds a NUL or half of a surrogate pair."],
    [{ ...base, costUsd: -0.01 }, "costUsd: Too small: expected number to be >=0."],
    [{ ...base, score: Number.NaN }, "A number is not finite."],
    [{ ...base, score: Number.POSITIVE_INFINITY }, "A number is not finite."],
    [{ ...base, metrics: { f1: "high" } }, "metrics.f1: Invalid input: expected number, received string."],
    [{ ...base, stopReason: "bored" }, expect.stringContaining("stopReason: Invalid option")],
    [{ ...base, startedAt: "yesterday" }, "startedAt: Invalid ISO datetime."],
  ])("rejects %j", (raw, reason) => {
    expect(reasonOf(raw)).toEqual(reason)
  })

  it.each([
    [
      [{ role: "tool", tool_call_id: "c", content: "x" }],
      'Message 1 is the result of the tool call "c" without a call before it.',
    ],
    [[{ role: "tool", content: "x" }], "Message 1 is a tool result without a call before it."],
    [
      [call(lookUp("c")), { role: "tool", tool_call_id: "c" }, { role: "tool", tool_call_id: "c" }],
      'Message 3 is the result of the tool call "c" without a call before it.',
    ],
    [
      [{ role: "assistant", tool_calls: [lookUp("c"), lookUp("c")] }],
      "Message 1 calls two tools under one id.",
    ],
    [[{ role: "narrator", content: "x" }], 'Message 1 has the unknown role "narrator".'],
    [[{ role: "user" }], "Message 1 has no content."],
    [
      [{ role: "user", content: [{ type: "image_url", image_url: {} }] }],
      "Message 1 has a content part of type image_url; only text is supported.",
    ],
    [["Hi"], "Message 1 is no object."],
  ])("rejects messages whose meaning is not certain: %j", (messages, reason) => {
    expect(reasonOf({ ...base, messages })).toBe(reason)
  })

  it.each(["__proto__", "constructor", "prototype"])("rejects the key %s wherever it is hidden", (key) => {
    for (const path of ["", "detail", "metrics", "taskData"]) {
      const hostile = `{${JSON.stringify(key)}:{"polluted":true}}`
      const raw = JSON.parse(
        path === ""
          ? JSON.stringify(base).replace("{", `{${JSON.stringify(key)}:1,`)
          : `${JSON.stringify(base).slice(0, -1)},${JSON.stringify(path)}:${hostile}}`,
      )
      expect(reasonOf(raw)).toBe(`The key "${key}" is not allowed.`)
    }
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it("answers every JSON value with an episode or a reason, and every episode is safe to store", () => {
    const messages = fc.array(
      fc.oneof(
        fc.jsonValue(),
        fc.record(
          {
            role: fc.constantFrom("system", "user", "assistant", "tool", "function"),
            content: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
            tool_calls: fc.jsonValue(),
            tool_call_id: fc.constantFrom("a", "b"),
          },
          { requiredKeys: ["role"] },
        ),
      ),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(messages, fc.jsonValue(), (list, detail) => {
        const validation = validateEpisodeInput({ ...base, messages: list, detail })
        if (!validation.ok) {
          expect(validation.reason).toMatch(/\.$/)
          return
        }
        const text = JSON.stringify(validation.episode)
        expect(text).not.toContain("\\u0000")
        expect(text).not.toMatch(/\\ud[89a-f]/)
      }),
      { numRuns: 500 },
    )
  })

  it("is stable: its own output comes out again, without repairs", () => {
    const dirty = {
      ...base,
      messages: [
        { role: "assistant", tool_calls: [lookUp(undefined, "{'a': 1}")] },
        { role: "tool", content: { found: "a\0" } },
      ],
    }
    const once = validateEpisodeInput(dirty)
    expect(once.ok && validateEpisodeInput(once.episode)).toEqual({ ...once, repairs: [] })
  })

  it("takes an episode of 10,000 steps", () => {
    const turn = [call(lookUp("c")), { role: "tool", tool_call_id: "c", content: "x" }]
    const messages = Array.from({ length: 5000 }, () => turn).flat()
    expect(messagesOf(withMessages(...messages))).toHaveLength(10_000)
  })
})
