import { expect, it } from "vitest"
import type { Plugins } from "@/components/distill/runnable"
import type { ModelRecord } from "@/lib/contracts/models"
import { whyNotStartable } from "./evaluation-form"

const plugins = { policies: [{ id: "planner", environments: ["babyai"] }] } as unknown as Plugins
const babyAi = { environment: { id: "babyai", config: {} } }
const scripted = {
  name: "Planner",
  provider: "scripted",
  config: { policy: "planner" },
} as unknown as ModelRecord
const served = { name: "gpt", provider: "openai-compatible", config: {} } as unknown as ModelRecord

it("asks for what is missing", () => {
  expect(whyNotStartable({ environment: null }, undefined, plugins)).toBe("Choose a model.")
  expect(whyNotStartable({ environment: null }, served, plugins)).toBe("Choose an environment.")
  expect(whyNotStartable(babyAi, served, plugins)).toBeNull()
})

it("does not send a scripted policy into an environment it cannot read", () => {
  expect(whyNotStartable(babyAi, scripted, plugins)).toBeNull()
  const elsewhere = { environment: { id: "multihop", config: {} } }
  expect(whyNotStartable(elsewhere, scripted, plugins)).toContain("Planner plays another environment")
})
