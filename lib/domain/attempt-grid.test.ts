import fc from "fast-check"
import { expect, it } from "vitest"
import { alignAttempts, toActions } from "@/lib/domain/attempt-grid"
import { type Turn, toTurns } from "@/lib/domain/episode-turns"

const act = (name: string, from: number): Turn => ({
  from,
  to: from,
  kind: "called",
  tools: [name],
  key: JSON.stringify([JSON.stringify([name, "{}"])]),
})
const attempt = (names: string) => Array.from(names, act)

const draw = (attempts: string[], reference: number) =>
  alignAttempts(attempts.map(attempt), reference).rows.map((row) =>
    row.map((cell) => (cell ? cell.action.tools[0] : ".")).join(""),
  )

it("sets every attempt beside the reference, and what is put in between in columns of its own", () => {
  expect(draw(["abc", "abxc", "ac", "abyzc"], 0)).toEqual(["ab..c", "abx.c", "a...c", "abyzc"])
  expect(draw(["ab", "xab", "abx"], 0)).toEqual([".ab.", "xab.", ".abx"])
})

it("says which action is the same, another one in its place, or one more", () => {
  const { rows } = alignAttempts([attempt("ab"), attempt("axc")], 0)
  expect(rows[0]?.map((cell) => cell?.match)).toEqual(["same", "same", undefined].slice(0, rows[0]?.length))
  expect(rows[1]?.map((cell) => cell?.match)).toEqual(["same", "different", "extra"])
})

it("keeps all actions of all attempts in their order, and the reference whole", () => {
  const names = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 })
  fc.assert(
    fc.property(fc.array(names, { minLength: 1, maxLength: 5 }), fc.nat(4), (attempts, at) => {
      const reference = at % attempts.length
      const { columns, rows } = alignAttempts(attempts.map(attempt), reference)
      expect(rows.map((row) => row.length)).toEqual(attempts.map(() => columns))
      expect(rows.map((row) => row.map((cell) => cell?.action.tools[0] ?? "").join(""))).toEqual(attempts)
      expect(rows[reference]?.every((cell) => cell === null || cell.match === "same")).toBe(true)
    }),
  )
})

it("takes words for actions only where nobody calls a tool", () => {
  const words = toTurns([
    { role: "user", content: "q" },
    { role: "assistant", content: "hello" },
  ])
  expect(toActions([words]).map((actions) => actions.length)).toEqual([1])
  expect(toActions([words, attempt("a")]).map((actions) => actions.length)).toEqual([0, 1])
})
