import { expect, it } from "vitest"
import { leadOf } from "./lead-of"

it("keeps what is short and the last whole words of what is long", () => {
  expect(leadOf("please ")).toBe("please ")
  expect(leadOf("I would like to know whether you could please ")).toBe("…you could please ")
  expect(leadOf(`${"x".repeat(40)} `)).toBe(`…${"x".repeat(23)} `)
})
