import { z } from "zod"
import type { Policy } from "@/lib/contracts/policy"
import { PolicyError } from "@/lib/domain/policy-error"
import { deriveSeed } from "@/lib/domain/random"
import type { PolicyPlugin } from "./policy-plugin"
import { Attempt, type Call } from "./researcher/decide"
import { PRESET_IDS, PRESETS, type PresetId } from "./researcher/faults"
import { parseQuestion } from "./researcher/question"
import { readTranscript } from "./researcher/transcript"

const configSchema = z.object({
  preset: z
    .enum(PRESET_IDS)
    .default("good")
    .describe(
      "Faults of the teacher: perfect has none; sloppy forgets notes, searches for the question's words and stops early",
    ),
  seed: z.number().int().min(0).max(0xffffffff).default(0).describe("Seed of the faults"),
})

type ResearcherConfig = z.output<typeof configSchema>

export const researcher: PolicyPlugin<ResearcherConfig> = {
  id: "researcher",
  title: "Multi-hop researcher",
  description:
    "A scripted teacher: follows a question from article to article, with the faults of the chosen preset.",
  environments: ["multihop"],
  configSchema,
  create: ({ preset, seed }) => createResearcher(preset, seed),
}

const ARGUMENTS: Record<Call["tool"], string> = {
  search: "query",
  read: "title",
  note: "text",
  answer: "answer",
}

/**
 * Reads only the chat and keeps nothing: faults follow from `seed`, the seed of the first call of an attempt (its tool call
 * ids carry it on) and the question, so any number of attempts may be under way at once.
 */
export function createResearcher(preset: PresetId, seed: number): Policy {
  return {
    id: `researcher:${preset}`,
    async act({ messages, seed: callSeed }) {
      const started = performance.now()
      const transcript = readTranscript(messages)
      const inquiry = transcript && parseQuestion(transcript.question)
      if (!transcript || !inquiry) {
        throw new PolicyError(
          "misconfigured",
          "The researcher only understands questions of the generated corpus.",
        )
      }
      const { question, turns, firstCallId } = transcript
      const attemptSeed = readSeed(firstCallId) ?? callSeed
      const attempt = new Attempt({
        question,
        inquiry,
        turns,
        faults: PRESETS[preset],
        seed: deriveSeed(deriveSeed(seed, String(attemptSeed)), question),
      })
      const { tool, text } = attempt.decide()
      const call = {
        id: `call_${attemptSeed.toString(36)}_${turns.length + 1}`,
        type: "function" as const,
        function: { name: tool, arguments: JSON.stringify({ [ARGUMENTS[tool]]: text }) },
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

/** Our tool call ids are `call_<seed of the attempt, base 36>_<turn>`. */
function readSeed(callId: string | null): number | null {
  const match = /^call_([0-9a-z]{1,8})_\d+$/.exec(callId ?? "")
  return match ? Number.parseInt(match[1] as string, 36) : null
}
