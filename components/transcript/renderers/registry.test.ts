import { expect, it } from "vitest"
import { babyAiRenderer } from "@/components/transcript/renderers/babyai/babyai"
import { chatRenderer } from "@/components/transcript/renderers/chat/chat"
import { multihopRenderer } from "@/components/transcript/renderers/multihop/multihop"
import { findByEnvironment, findBySigns } from "@/components/transcript/renderers/registry"
import { tauBenchRenderer } from "@/components/transcript/renderers/tau-bench/tau-bench"
import { ENVIRONMENTS } from "@/lib/environments/registry"

function called(...tools: string[]) {
  return findBySigns({ tools: new Set(tools), opening: [] })
}

function opened(...opening: string[]) {
  return findBySigns({ tools: new Set(), opening })
}

it("has a look for every environment that can be played", () => {
  for (const { id } of ENVIRONMENTS) expect(findByEnvironment(id), id).not.toBeNull()
  expect(findByEnvironment("customer support")).toBeNull()
  expect(findByEnvironment(null)).toBeNull()
})

it("recognises an episode by the tools it called", () => {
  expect(called("act")).toBe(babyAiRenderer)
  expect(called("search", "read", "answer")).toBe(multihopRenderer)
  expect(called("get_order_details", "calculate")).toBe(tauBenchRenderer)
  expect(called("search", "open_ticket")).toBe(chatRenderer)
  expect(called("act", "look")).toBe(chatRenderer)
  expect(called("constructor", "__proto__")).toBe(chatRenderer)
})

it("recognises a transcript without tools by its text", () => {
  expect(opened("You play.", "Mission: go to the red key\nObservation: a red key 1 step left")).toBe(
    babyAiRenderer,
  )
  expect(opened("Who?", "Thought: hm\nAction: search[Ada]")).toBe(multihopRenderer)
  expect(opened("Hello", "How are you?")).toBe(chatRenderer)
  expect(opened()).toBe(chatRenderer)
})
