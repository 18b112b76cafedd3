import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { parseExactJson } from "./parse-json"
import { compareCodePoints, stringRepr, tupleRepr } from "./repr"
import { writeJson } from "./write-json"

describe("parseExactJson", () => {
  it("keeps the order of keys that look like numbers and tells ints from floats", () => {
    const text = '{"9": 1, "10": 1.0, "2": [1e2, -0, true, null, "\\u00e9\\n"]}'
    expect(writeJson(parseExactJson(text))).toBe(
      '{"9": 1, "10": 1.0, "2": [100.0, 0, true, null, "\\u00e9\\n"]}',
    )
  })

  it("takes the last of two equal keys, at the place of the first", () => {
    expect(writeJson(parseExactJson('{"a": 1, "b": 2, "a": 3}'))).toBe('{"a": 3, "b": 2}')
  })

  it.each([
    "",
    "{",
    "[1,]",
    "{a: 1}",
    "01",
    "1 2",
    '"\n"',
    '"\\x"',
    "nul",
    "[".repeat(500),
    "9".repeat(5000),
  ])("refuses %s", (text) => {
    expect(() => parseExactJson(text)).toThrow(SyntaxError)
  })

  it("agrees with JSON.parse on everything JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(writeJson(parseExactJson(text)))).toEqual(JSON.parse(text))
      }),
    )
  })
})

describe("stringRepr", () => {
  // Expected texts are what Python 3.11 prints.
  it.each([
    ["plain", "'plain'"],
    ["it's", `"it's"`],
    [`it's "quoted"`, String.raw`'it\'s "quoted"'`],
    ["a\\b\n\t\x07\x7f", String.raw`'a\\b\n\t\x07\x7f'`],
    ["é😀", "'é😀'"],
    ["\u00a0\u2028\u{e0001}", String.raw`'\xa0\u2028\U000e0001'`],
    ["\ud800", String.raw`'\ud800'`],
  ])("writes %j", (text, repr) => {
    expect(stringRepr(text)).toBe(repr)
  })
})

describe("tupleRepr", () => {
  it("writes dicts as sorted tuples of pairs, and the comma of a tuple of one", () => {
    const value = parseExactJson('{"b": [1], "a": {}, "B": [1.0, null, true, "x"]}')
    expect(tupleRepr(value)).toBe("(('B', (1.0, None, True, 'x')), ('a', ()), ('b', (1,)))")
  })

  it("does not depend on the order of keys", () => {
    const keys = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(keys, (names) => {
        const forward = new Map(names.map((name) => [name, name]))
        const backward = new Map(names.toReversed().map((name) => [name, name]))
        expect(tupleRepr(forward)).toBe(tupleRepr(backward))
      }),
    )
  })
})

describe("compareCodePoints", () => {
  it("puts astral characters after the whole basic plane", () => {
    expect(["😀", "\uffff", "a", "ab", ""].sort(compareCodePoints)).toEqual(["", "a", "ab", "\uffff", "😀"])
  })
})
