import type { ToolDefinition } from "@/lib/domain/message"
import { toChatMessages } from "@/lib/exporters/chat-message"
import type { ConversationRules } from "@/lib/exporters/check-conversation"
import type { EpisodeExporter, ExportExample, PairExporter } from "@/lib/exporters/exporter"

const FORM = { arguments: "object", reasoning: "reasoning_content", namedTools: true } as const

const RULES: ConversationRules = {
  arguments: "object",
  functionNames: false,
  systemFirst: false,
  startsWithUser: false,
  alternates: false,
  textNeeded: false,
}

/** As text, since Arrow would give every tool the parameters of all the others. */
function toolText(tools: readonly ToolDefinition[]): { tools?: string } {
  return tools.length > 0 ? { tools: JSON.stringify(tools) } : {}
}

/** Arguments differ from call to call, so the messages are read as JSON, not as one Arrow struct. */
function loadAs(columns: readonly string[]): string {
  const features = [...columns.map((name) => `"${name}": List(Json())`), '"tools": Value("string")']
  return [
    "from datasets import Features, Json, List, Value, load_dataset",
    `data = load_dataset("json", data_files="train.jsonl", features=Features({${features.join(", ")}}))`,
  ].join("\n")
}

const SHARED = {
  mediaType: "application/jsonl",
  extension: "jsonl",
  input: "episodes",
  carries: { rowWeights: false, masks: false, reasoning: true },
  limits: {},
  rules: RULES,
} as const

/** TRL's language-modelling format (huggingface/trl, dataset_formats.md). */
export const trlConversationalExporter: EpisodeExporter = {
  ...SHARED,
  id: "trl-conversational",
  title: "TRL conversational",
  description: "The messages of one episode per line, for SFTTrainer with a loss on the assistant only.",
  rows: ["episode"],
  losses: ["assistant", "all"],
  toRow: ({ messages, episode }) => ({
    messages: toChatMessages(messages, FORM),
    ...toolText(episode.tools),
  }),
  usage: ({ loss }) =>
    `${loadAs(["messages"])}\nSFTConfig(assistant_only_loss=${loss === "assistant" ? "True" : "False"})`,
}

/** TRL's prompt-completion format. */
export const trlPromptCompletionExporter: EpisodeExporter = {
  ...SHARED,
  id: "trl-prompt-completion",
  title: "TRL prompt-completion",
  description:
    "What came before and what to learn, per episode or per turn; a row per turn leaves masked steps out.",
  rows: ["turn", "episode"],
  losses: ["assistant"],
  toRow: (example) => {
    const messages = toChatMessages(example.messages, FORM)
    const start = completionStart(example)
    return {
      prompt: messages.slice(0, start),
      completion: messages.slice(start),
      ...toolText(example.episode.tools),
    }
  },
  usage: ({ rows }) => {
    const config =
      rows === "episode" ? "completion_only_loss=True, assistant_only_loss=True" : "completion_only_loss=True"
    return `${loadAs(["prompt", "completion"])}\nSFTConfig(${config})`
  },
}

/** The first reply that is trained on. */
function completionStart({ trained }: ExportExample): number {
  return trained.indexOf(true)
}

/** TRL's preference format with an explicit prompt. */
export const trlPreferenceExporter: PairExporter = {
  ...SHARED,
  input: "pairs",
  id: "trl-preference",
  title: "TRL preference",
  description: "Prompt, chosen and rejected messages per line, for DPOTrainer.",
  answers: "any",
  toRow: ({ prompt, chosen, rejected, tools }) => ({
    prompt: toChatMessages(prompt, FORM),
    chosen: toChatMessages(chosen, FORM),
    rejected: toChatMessages(rejected, FORM),
    ...toolText(tools),
  }),
  usage: () => loadAs(["prompt", "chosen", "rejected"]),
}
