import fc from "fast-check"
import { countTokens as encodeAndCount } from "gpt-tokenizer/encoding/o200k_base"
import { describe, expect, it } from "vitest"
import { countTokens } from "@/lib/domain/tokens/count-tokens"

describe("countTokens", () => {
  it("counts in the o200k encoding", () => {
    expect(countTokens("hello world")).toBe(2)
    expect(countTokens("")).toBe(0)
  })

  it("reads end-of-text markers as text", () => {
    expect(countTokens("<|endoftext|>")).toBeGreaterThan(1)
  })

  // An encoder that merges over the whole run takes minutes, and the test its time limit.
  it("counts one long unbroken run in pieces", () => {
    expect(countTokens("ab".repeat(100_000))).toBeGreaterThan(10_000)
  })

  it.each(["x", " ", ".", "漢字", "\n", "\u0301"])(
    "counts half a million characters of %j in linear time",
    (unit) => {
      const short = unit.repeat(64 * 20)
      const long = unit.repeat(Math.floor(500_000 / unit.length / 1280) * 1280)
      expect(countTokens(long)).toBe((countTokens(short) * long.length) / short.length)
    },
  )
})

describe("the same count as the reference encoder", () => {
  const reference = (text: string) =>
    encodeAndCount(text, { allowedSpecial: new Set(), disallowedSpecial: new Set() })

  const word = fc.constantFrom(
    "the",
    " it's",
    "I'LL",
    "'Re",
    "HTTPServer",
    "x_1",
    "  ",
    "\n\n",
    "\t",
    " /\n/",
    "12345",
    "'",
    "é",
    "東京",
    "\u2028",
  )
  const texts = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: "binary", maxLength: 60 }).map((text) => text.toWellFormed()),
    fc.array(word, { maxLength: 40 }).map((words) => words.join("")),
    fc.json(),
  )

  it.each([
    "a \n b",
    "a  \n\n  b ",
    "  ",
    " \t x",
    "don't DON'T we'll",
    "a/\r\n//b",
    "\u000bx",
    "\u001cx",
    "1234567",
    "x'",
    "_Abc",
    "a\u0000",
    "a\u0000\u0000b",
    "",
    "Hello, world!",
    "a".repeat(60),
    "def f(x):\n    return {'a': 1}\n",
    "Łódź 東京都 👩‍👩‍👧 1234567",
  ])("%j", (text) => {
    expect(countTokens(text)).toBe(reference(text))
  })

  it("holds for any text without long unbroken pieces", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(countTokens(text)).toBe(reference(text))
      }),
      { numRuns: 3000 },
    )
  })
})
