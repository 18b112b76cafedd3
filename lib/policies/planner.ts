import { z } from "zod"
import type { Policy } from "@/lib/contracts/policy"
import { decide } from "./planner/attempt"
import { PRESET_IDS, PRESETS, type PresetId } from "./planner/faults"
import { createRecall } from "./planner/recall"
import type { PolicyPlugin } from "./policy-plugin"

const configSchema = z.object({
  preset: z
    .enum(PRESET_IDS)
    .default("llmlike")
    .describe(
      "Faults of the teacher: perfect has none, slip errs by the step, llmlike and weak by the attempt",
    ),
  seed: z.number().int().min(0).max(0xffffffff).default(0).describe("Seed of the faults"),
})

type PlannerConfig = z.output<typeof configSchema>

export const planner: PolicyPlugin<PlannerConfig> = {
  id: "planner",
  title: "BabyAI planner",
  description:
    "A scripted teacher: plans over what it has seen so far, with the faults of the chosen preset.",
  environments: ["babyai"],
  configSchema,
  create: ({ preset, seed }) => createPlanner(preset, seed),
}

/**
 * Reads only the chat. Everything random follows from `seed`, the seed of the first call of an attempt (its tool call ids
 * carry it on) and the messages, so any number of attempts may be under way at once.
 */
export function createPlanner(preset: PresetId, seed: number): Policy {
  const recall = createRecall(PRESETS[preset], seed)
  return {
    id: `planner:${preset}`,
    async act({ messages, seed: callSeed }) {
      const started = performance.now()
      const { attempt, attemptSeed, turn } = recall(messages, callSeed)
      const action = decide(attempt)
      const id = `call_${attemptSeed.toString(36)}_${turn}`
      const call = {
        id,
        type: "function" as const,
        function: { name: "act", arguments: JSON.stringify({ action }) },
      }
      return {
        message: { role: "assistant", content: null, tool_calls: [call] },
        usage: { inputTokens: null, cachedTokens: null, outputTokens: null },
        latencyMs: performance.now() - started,
        firstTokenMs: null,
        costMicro: null,
      }
    },
  }
}
