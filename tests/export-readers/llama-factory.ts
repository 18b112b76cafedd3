import { z } from "zod"
import { type Event, type Reading, refuse, textEvent } from "@/tests/export-readers/reading"

/** A second opinion on LLaMA-Factory's ShareGPT rows, written from its data/README and the checks of its converter. */

const row = z.strictObject({
  conversations: z.array(
    z.strictObject({ from: z.enum(["human", "observation", "gpt", "function_call"]), value: z.string() }),
  ),
  system: z.string(),
  tools: z.string(),
})
const oneCall = z.strictObject({ name: z.string(), arguments: z.unknown() })
const calls = z.union([oneCall.transform((call) => [call]), z.array(oneCall).min(2)])
const toolList = z.array(
  z.strictObject({
    name: z.string(),
    description: z.string().optional(),
    parameters: z.record(z.string(), z.unknown()).optional(),
    strict: z.boolean().optional(),
  }),
)

export function readLlamaFactory(line: unknown): Reading {
  const { conversations, system, tools } = row.parse(line)
  if (conversations.length % 2 !== 0) refuse("an odd number of turns")
  const events: Event[] = system === "" ? [] : textEvent("system", system)
  for (const [index, { from, value }] of conversations.entries()) {
    const known = index % 2 === 0 ? ["human", "observation"] : ["gpt", "function_call"]
    if (!known.includes(from)) refuse(`a turn of ${from} in place ${index}`)
    if (from === "human") events.push(...textEvent("user", value))
    if (from === "gpt") events.push(...textEvent("assistant", value))
    if (from === "observation") {
      const results = value.split("\n</tool_response>\n<tool_response>\n")
      events.push(...results.flatMap((result) => textEvent("tool", result)))
    }
    if (from === "function_call") {
      const parsed = calls.parse(JSON.parse(value))
      events.push(...parsed.map((call) => ({ call: call.name, arguments: call.arguments })))
    }
  }
  const names = tools === "" ? [] : toolList.parse(JSON.parse(tools)).map((tool) => tool.name)
  return { events, tools: names, trainedReplies: null }
}
