import { expect, it } from "vitest"
import { processWide } from "@/lib/domain/process-wide"

it("makes a value once, whoever asks for its name", async () => {
  const again = (await import(`@/lib/domain/process-wide?${"as bundled elsewhere"}`)) as {
    processWide: typeof processWide
  }
  const first = processWide("of a test", () => ({ made: "here" }))
  expect(again.processWide("of a test", () => ({ made: "there" }))).toBe(first)
  expect(processWide("of another test", () => 1)).toBe(1)
})
