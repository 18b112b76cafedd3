import { describe, expect, test } from "vitest"
import { parseHeaderLines } from "./header-lines"

describe("header lines", () => {
  test("become names and values; colons in a value stay", () => {
    expect(parseHeaderLines("\n x-team: blue \napi-key:a:b\n")).toEqual({
      "x-team": "blue",
      "api-key": "a:b",
    })
    expect(parseHeaderLines("  ")).toEqual({})
  })

  test.each(["no colon", "two words: value", "empty:", ": value"])("%s is named as wrong", (line) => {
    expect(() => parseHeaderLines(`x-team: blue\n${line}`)).toThrow(line.trim())
  })
})
