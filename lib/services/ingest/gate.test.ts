import { expect, it } from "vitest"
import { IngestGate } from "@/lib/services/ingest/gate"

it("lets in what there is room for, refuses the rest, and has room again afterwards", async () => {
  const gate = new IngestGate(17)
  const held = Promise.withResolvers<void>()
  const large = gate.run(null, () => held.promise)
  const small = gate.run(1000, () => held.promise)
  await expect(gate.run(1000, async () => 1)).rejects.toMatchObject({ code: "RATE_LIMITED" })
  held.resolve()
  await Promise.all([large, small])
  await expect(gate.run(1e9, async () => 1)).resolves.toBe(1)
})

it("has room again after a failure", async () => {
  const gate = new IngestGate(1)
  const failing = gate.run(1, async () => {
    throw new Error("lost")
  })
  await expect(failing).rejects.toThrow("lost")
  await expect(gate.run(1, async () => "in")).resolves.toBe("in")
})
