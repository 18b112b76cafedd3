import { expect, it } from "vitest"
import { findSchemaProblem, type LabelSchema } from "@/lib/domain/label-schema"

const schema: LabelSchema = {
  choices: ["wrong answer"],
  scales: [
    { kind: "ordinal", name: "effort", levels: ["low", "middle", "high"] },
    { kind: "numeric", name: "quality", min: 0, max: 1 },
  ],
}

it.each([
  ["choice", "wrong answer", true, null],
  ["choice", "format", true, 'This experiment has no failure reason "format".'],
  ["choice", "format", null, null],
  ["scale", "effort", 3, null],
  ["scale", "effort", 4, "effort goes from 1 to 3."],
  ["scale", "effort", 1.5, "effort has steps 1 to 3."],
  ["scale", "quality", 0.5, null],
  ["scale", "quality", -0.1, "quality goes from 0 to 1."],
  ["scale", "speed", 1, 'This experiment has no scale "speed".'],
  ["tag", "anything", true, null],
])("%s %s %s: %s", (key, name, value, problem) => {
  expect(findSchemaProblem(schema, { key, name, value })).toBe(problem)
})
