import type { PairExporter } from "@/lib/exporters/exporter"
import { openaiChatExporter } from "@/lib/exporters/openai-chat"
import { toPreferenceRow } from "@/lib/exporters/preference-row"

/** OpenAI's preference format (direct preference optimization guide, FineTunePreferenceRequestInput). */
export const openaiDpoExporter: PairExporter = {
  id: "openai-dpo",
  title: "OpenAI DPO",
  description: "One prompt per line with a preferred and a non-preferred answer of one message each.",
  mediaType: "application/jsonl",
  extension: "jsonl",
  input: "pairs",
  answers: "text",
  carries: { rowWeights: false, masks: false, reasoning: false },
  limits: openaiChatExporter.limits,
  rules: openaiChatExporter.rules,
  toRow: toPreferenceRow,
  usage: () => 'method = {"type": "dpo"}',
}
