import { toChatMessages, toolsOf } from "@/lib/exporters/chat-message"
import type { ExportPair, JsonObject } from "@/lib/exporters/exporter"

/** A pair in the form that OpenAI, Together and Fireworks share. */
export function toPreferenceRow({ prompt, tools, chosen, rejected }: ExportPair): JsonObject {
  const form = { arguments: "text" } as const
  return {
    input: { messages: toChatMessages(prompt, form), ...toolsOf(tools) },
    preferred_output: toChatMessages(chosen, form),
    non_preferred_output: toChatMessages(rejected, form),
  }
}
