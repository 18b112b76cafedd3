import {
  readFireworks,
  readMessages,
  readOpenaiChat,
  readPreference,
  readTogether,
} from "@/tests/export-readers/chat-lines"
import { readGemini } from "@/tests/export-readers/gemini"
import { readLlamaFactory } from "@/tests/export-readers/llama-factory"
import type { Event, Reading } from "@/tests/export-readers/reading"
import {
  readAxolotl,
  readTinker,
  readTrlConversational,
  readTrlPreference,
  readTrlPromptCompletion,
} from "@/tests/export-readers/template-lines"

/** The independent reader of every format that is lines; each throws on what its provider would refuse. */
export const LINE_READERS: Record<string, (line: unknown) => Reading> = {
  "openai-chat": readOpenaiChat,
  gemini: readGemini,
  together: readTogether,
  fireworks: readFireworks,
  "trl-conversational": readTrlConversational,
  "trl-prompt-completion": readTrlPromptCompletion,
  axolotl: readAxolotl,
  "llama-factory": readLlamaFactory,
  tinker: readTinker,
  messages: readMessages,
}

export const PAIR_READERS: Record<
  string,
  (line: unknown) => { chosen: Event[]; rejected: Event[]; tools: string[] }
> = {
  "openai-dpo": readPreference,
  "together-dpo": readPreference,
  "fireworks-dpo": readPreference,
  "trl-preference": readTrlPreference,
}
