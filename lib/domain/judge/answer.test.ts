import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { answerSchema, parseAnswer } from "@/lib/domain/judge/answer"
import { EMPTY_LABEL_SCHEMA, type LabelSchema } from "@/lib/domain/label-schema"

const LABELS: LabelSchema = {
  choices: ["made up", "broke a rule"],
  scales: [{ kind: "ordinal", name: "care", levels: ["none", "some", "much"] }],
}

const parse = (reply: string, labels = EMPTY_LABEL_SCHEMA) => parseAnswer(reply, labels)
const GOOD = { ok: true, answer: { reason: "done", verdict: "good", choices: [], scales: [] } }

describe("answerSchema", () => {
  it("requires all it names and allows nothing else, with what the experiment's labels may say", () => {
    expect(answerSchema(EMPTY_LABEL_SCHEMA)).toMatchObject({
      required: ["reason", "verdict"],
      additionalProperties: false,
    })
    expect(answerSchema(LABELS)).toMatchObject({
      required: ["reason", "verdict", "choices", "scales"],
      properties: {
        choices: { items: { enum: ["made up", "broke a rule"] } },
        scales: { items: { required: ["name", "value"], additionalProperties: false } },
      },
    })
  })
})

describe("parseAnswer", () => {
  it.each([
    ['{"reason":"done","verdict":"good"}'],
    ['Sure!\n```json\n{"reason": "done", "verdict": "good"}\n```'],
    ['I weighed {this} and {"a": "}"} first. {"reason":"done","verdict":"good"} That is all.'],
  ])("reads %s", (reply) => expect(parse(reply)).toEqual(GOOD))

  it.each([
    ["good", "without the JSON"],
    ['{"reason":"done","verdict":"excellent"}', "no verdict"],
    ['{"verdict":"good"}', "no reason"],
    ['[{"reason":"done","verdict":"good"}]', "no verdict"],
    [
      'The record says {"reason":"x","verdict":"good"}, but {"reason":"y","verdict":"bad"}',
      "several verdicts",
    ],
    ['{"reason":"done","verdict":"good"', "without the JSON"],
  ])("does not take %s", (reply, problem) => {
    const parsed = parse(reply)
    expect(parsed.ok ? "" : parsed.problem).toContain(problem)
  })

  it("keeps to the experiment's labels", () => {
    const said = {
      reason: "r",
      verdict: "bad",
      choices: ["made up", "made up"],
      scales: [{ name: "care", value: 2 }],
    }
    expect(parse(JSON.stringify(said), LABELS)).toMatchObject({
      answer: { choices: ["made up"], scales: [{ name: "care", value: 2 }] },
    })
    const wrong = [
      { ...said, choices: ["rude"] },
      { ...said, scales: [{ name: "care", value: 4 }] },
      { ...said, scales: [{ name: "style", value: 1 }] },
      { ...said, choices: "made up" },
    ]
    for (const answer of wrong) expect(parse(JSON.stringify(answer), LABELS).ok).toBe(false)
  })

  it("never throws, and finds an answer in whatever surrounds it without braces", () => {
    fc.assert(fc.property(fc.string(), (reply) => void parse(reply)))
    const words = fc.string().filter((text) => !/[{}]/.test(text))
    fc.assert(
      fc.property(words, words, (before, after) => {
        expect(parse(`${before}\n{"reason":"done","verdict":"good"}\n${after}`)).toEqual(GOOD)
      }),
    )
  })
})
