import { expect, it } from "vitest"
import { shortenIdentifier } from "./identifier"

it("shortens long ids and leaves short ones alone", () => {
  expect(shortenIdentifier("01932c1e-7f00-7abc-8def-0123456789ab")).toBe("01932c1e…89ab")
  expect(shortenIdentifier("retail-412")).toBe("retail-412")
})
