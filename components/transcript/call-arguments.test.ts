import { expect, it } from "vitest"
import { parseCallArguments, parseOnlyText, spreadJson } from "@/components/transcript/call-arguments"

it("names the arguments of a call and keeps their JSON", () => {
  expect(parseCallArguments('{"id":"#W1","items":["a"],"n":null}')).toMatchObject({
    kind: "named",
    entries: [
      { name: "id", text: '"#W1"' },
      { name: "items", text: '["a"]' },
      { name: "n", text: "null" },
    ],
  })
})

it("leaves arguments that are no JSON object as they were written", () => {
  for (const text of ["", "{'a': True}", "[1]", '{"a":'])
    expect(parseCallArguments(text)).toMatchObject({ kind: "raw", text })
})

it("spreads JSON results over lines and nothing else", () => {
  expect(spreadJson(' {"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(spreadJson("{broken")).toBe("{broken")
  expect(spreadJson("12")).toBe("12")
})

it("takes the only text that a call hands over", () => {
  expect(parseOnlyText('{"query":"Ada"}')).toBe("Ada")
  for (const text of ["", "[]", "{}", '{"a":1}', '{"a":"x","b":"y"}']) expect(parseOnlyText(text)).toBeNull()
})
