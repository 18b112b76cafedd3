import { type EpisodeInput, episodeInputSchema } from "@/lib/contracts/episode-input"

let made = 0

/** A valid episode of its own task: a question, a tool call, its result, an answer. */
export function makeEpisodeInput(overrides: Record<string, unknown> = {}): EpisodeInput {
  made += 1
  return episodeInputSchema.parse({
    externalId: `episode-${made}`,
    taskKey: `task-${made}`,
    score: 1,
    success: true,
    stopReason: "completed",
    messages: [
      { role: "system", content: "Answer with the tools you have." },
      { role: "user", content: `Question ${made}?` },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "call_0", type: "function", function: { name: "find", arguments: '{"q":1}' } }],
      },
      { role: "tool", tool_call_id: "call_0", name: "find", content: "found" },
      { role: "assistant", content: `Answer ${made}.` },
    ],
    ...overrides,
  })
}
