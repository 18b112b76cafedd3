import { expect, it } from "vitest"
import { chosenPrice, withPrice } from "./price-choices"

it("keeps one price for each role or run", () => {
  const first = withPrice([], "student", "openai/gpt-4.1")
  const both = withPrice(first, "teacher", "fireworks/accounts/x=y")
  expect(both).toEqual(["student=openai/gpt-4.1", "teacher=fireworks/accounts/x=y"])
  expect(withPrice(both, "student", "openai/gpt-4o")).toEqual([both[1], "student=openai/gpt-4o"])
  expect(chosenPrice(both, "teacher")).toBe("fireworks/accounts/x=y")
})

it("takes a price away again", () => {
  const chosen = withPrice([], "student", "openai/gpt-4.1")
  expect(withPrice(chosen, "student", null)).toEqual([])
  expect(chosenPrice([], "student")).toBeNull()
})
