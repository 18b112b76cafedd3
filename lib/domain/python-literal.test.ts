import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { parsePythonLiteral } from "./python-literal"

/** Python's repr of plain data, with single quotes always. */
function writePython(value: unknown): string {
  if (value === null) return "None"
  if (value === true) return "True"
  if (value === false) return "False"
  if (typeof value === "string") {
    return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n")}'`
  }
  if (Array.isArray(value)) return `[${value.map(writePython).join(", ")}]`
  if (typeof value === "object") {
    return `{${Object.entries(value)
      .map(([key, item]) => `${writePython(key)}: ${writePython(item)}`)
      .join(", ")}}`
  }
  return Object.is(value, -0) ? "-0.0" : String(value)
}

describe("parsePythonLiteral", () => {
  it.each([
    ["{'order_id': '#W1', 'item_ids': ['1', '2']}", { order_id: "#W1", item_ids: ["1", "2"] }],
    [`{"it's": 'say "hi"'}`, { "it's": 'say "hi"' }],
    ["(1, 2.5, -3e2, 1_000, 0x1F, .5, 5.)", [1, 2.5, -300, 1000, 31, 0.5, 5]],
    ["(1,)", [1]],
    ["('a')", "a"],
    ["()", []],
    ["{1, 2}", [1, 2]],
    ["{}", {}],
    ["{1: None, True: False, None: 'x'}", { 1: null, true: false, null: "x" }],
    [String.raw`'\'\\\n\t\x41\u00e9\U0001F600\101\q'`, "'\\\n\tAé😀A\\q"],
    ["('one '\n 'two')", "one two"],
    ["[true, null,]", [true, null]],
  ])("reads %s", (text, expected) => {
    expect(parsePythonLiteral(text)).toEqual(expected)
  })

  it.each([
    "",
    "{",
    "{'a': }",
    "{'a'}x",
    "['a' 1]",
    "'open",
    "'line\nbreak'",
    "datetime(2024)",
    "-'a'",
    "1.2.3",
    "12ab",
    "'\\x4'",
    "'\\N{DASH}'",
    "'\\UFFFFFFFF'",
    "[1, 2",
    "{'a': 1, 'b'}",
    ",",
  ])("refuses %s", (text) => {
    expect(() => parsePythonLiteral(text)).toThrow(SyntaxError)
  })

  it("reads back every plain value it is given", () => {
    const plain = fc.jsonValue({ maxDepth: 4 })
    fc.assert(
      fc.property(plain, (value) => {
        expect(parsePythonLiteral(writePython(value))).toEqual(value)
      }),
    )
  })

  it("throws nothing but SyntaxError on arbitrary text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."{}[]()'\"\\,:.-_ex01aTN \n") }), (text) => {
        try {
          parsePythonLiteral(text)
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError)
        }
      }),
      { numRuns: 500 },
    )
  })

  it("keeps a __proto__ key as data", () => {
    const value = parsePythonLiteral("{'__proto__': {'a': 1}}")
    expect(Object.keys(value as object)).toEqual(["__proto__"])
  })

  it("refuses nesting that would exhaust the stack and reads a megabyte of escapes", () => {
    expect(() => parsePythonLiteral("[".repeat(1_000_000))).toThrow(/nested too deeply/)
    expect(parsePythonLiteral(`'${"\\\\".repeat(500_000)}'`)).toHaveLength(500_000)
    expect(() => parsePythonLiteral(`${"9".repeat(500_000)}x`)).toThrow(SyntaxError)
    expect(() => parsePythonLiteral(`${"9_".repeat(300_000)}x`)).toThrow(SyntaxError)
  })
})
