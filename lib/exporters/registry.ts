import { axolotlExporter } from "@/lib/exporters/axolotl"
import type { Exporter } from "@/lib/exporters/exporter"
import { fireworksExporter } from "@/lib/exporters/fireworks"
import { fireworksDpoExporter } from "@/lib/exporters/fireworks-dpo"
import { geminiExporter } from "@/lib/exporters/gemini"
import { llamaFactoryExporter } from "@/lib/exporters/llama-factory"
import { messagesExporter } from "@/lib/exporters/messages"
import { openaiChatExporter } from "@/lib/exporters/openai-chat"
import { openaiDpoExporter } from "@/lib/exporters/openai-dpo"
import { parquetExporter } from "@/lib/exporters/parquet"
import { tinkerExporter } from "@/lib/exporters/tinker"
import { togetherExporter } from "@/lib/exporters/together"
import { togetherDpoExporter } from "@/lib/exporters/together-dpo"
import {
  trlConversationalExporter,
  trlPreferenceExporter,
  trlPromptCompletionExporter,
} from "@/lib/exporters/trl"

export const EXPORTERS: readonly Exporter[] = [
  openaiChatExporter,
  openaiDpoExporter,
  geminiExporter,
  togetherExporter,
  togetherDpoExporter,
  fireworksExporter,
  fireworksDpoExporter,
  trlConversationalExporter,
  trlPromptCompletionExporter,
  trlPreferenceExporter,
  axolotlExporter,
  llamaFactoryExporter,
  tinkerExporter,
  parquetExporter,
  messagesExporter,
]

export function getExporter(id: string): Exporter | null {
  return EXPORTERS.find((exporter) => exporter.id === id) ?? null
}
