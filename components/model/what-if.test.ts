import { expect, it } from "vitest"
import { describeTokens } from "./what-if"

it("says which tokens were recorded, which estimated and which are missing", () => {
  expect(describeTokens({ recorded: 200, estimated: 0, unknown: 0 })).toBe(
    "Tokens of 200 episodes as recorded.",
  )
  expect(describeTokens({ recorded: 0, estimated: 300, unknown: 0 })).toBe(
    "Tokens of 300 episodes estimated from prefix sums, without cache hits.",
  )
  expect(describeTokens({ recorded: 2, estimated: 1, unknown: 3 })).toBe(
    "Tokens of 2 episodes as recorded; of 1 episode estimated from prefix sums, without cache hits; 3 episodes without tokens left out.",
  )
  expect(describeTokens({ recorded: 0, estimated: 0, unknown: 1 })).toBe("1 episode without tokens left out.")
  expect(describeTokens({ recorded: 0, estimated: 0, unknown: 0 })).toBe("")
})
