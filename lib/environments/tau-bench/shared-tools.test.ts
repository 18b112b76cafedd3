import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Database } from "./database"
import { SHARED_TOOLS } from "./shared-tools"
import { runTool } from "./tool"

const definition = {
  type: "function",
  function: {
    name: "calculate",
    parameters: { properties: { expression: { type: "string" } }, required: ["expression"] },
  },
} as const

function calculate(expression: string): string {
  const toolbox = { definitions: [definition], behaviours: SHARED_TOOLS }
  return runTool(toolbox, new Database(new Map()), "calculate", new Map([["expression", expression]]))
}

describe("calculate", () => {
  it.each([
    ["2 + 2", "4.0"],
    ["(813 - 200.5) * 2", "1225.0"],
    ["10 / 4", "2.5"],
    ["1 / 3", "0.33"],
    ["-7 // 2", "-4.0"],
    ["2 ** 3 ** 2", "512.0"],
    ["-2 ** 2", "-4.0"],
    ["2 ** -1", "0.5"],
    ["10 ** 16", "1e+16"],
    ["--.5 + 1.", "1.5"],
  ])("gives %s = %s", (expression, result) => {
    expect(calculate(expression)).toBe(result)
  })

  it.each([
    ["2 + x", "Error: invalid characters in expression"],
    ["2 +", "Error: invalid syntax (<string>, line 1)"],
    ["", "Error: invalid syntax (<string>, line 1)"],
    ["2 2", "Error: invalid syntax (<string>, line 1)"],
    ["007", "Error: invalid syntax (<string>, line 1)"],
    ["1 / 0", "Error: division by zero"],
    ["1.0 // 0", "Error: float division by zero"],
    ["9 ** 9 ** 9 ** 9", "Error: int too large to convert to float"],
    ["(".repeat(100_000), "Error: too many nested parentheses (<string>, line 1)"],
    ["-".repeat(100_000), "Error: too many nested parentheses (<string>, line 1)"],
    ["(-8) ** .5", "Error: the result is not a real number"],
  ])("answers %s with an error", (expression, result) => {
    expect(calculate(expression)).toBe(result)
  })

  it("answers every expression of allowed characters", () => {
    const expression = fc.string({ unit: fc.constantFrom(..."0123456789+-*/(). "), maxLength: 30 })
    fc.assert(
      fc.property(expression, (text) => {
        expect(calculate(text)).toMatch(/^(Error: .+|-?\d.*)$/)
      }),
    )
  })
})
