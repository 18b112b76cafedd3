import { expect, it } from "vitest"
import { DEFAULT_LABEL_KEYS, findKeyProblems } from "@/lib/domain/label-keys"

it("accepts the keys it starts with, and others that are free", () => {
  expect(findKeyProblems({})).toEqual(new Map())
  expect(findKeyProblems({ good: "a", bad: "d", skip: "-" })).toEqual(new Map())
  expect(findKeyProblems({ good: DEFAULT_LABEL_KEYS.bad, bad: DEFAULT_LABEL_KEYS.good })).toEqual(new Map())
})

it.each([
  [{ good: "j" }, ["good"]],
  [{ good: "2" }, ["good", "bad"]],
  [{ good: "A" }, ["good"]],
  [{ skip: "" }, ["skip"]],
  [{ note: "Enter" }, ["note"]],
  [{ good: "-" }, ["good"]],
])("refuses %o", (keys, actions) => {
  expect([...findKeyProblems(keys).keys()]).toEqual(actions)
})
