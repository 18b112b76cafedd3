import type { Exporter } from "@/lib/exporters/exporter"
import { openaiChatExporter } from "@/lib/exporters/openai-chat"

export const EXPORTERS: readonly Exporter[] = [openaiChatExporter]

export function getExporter(id: string): Exporter | null {
  return EXPORTERS.find((exporter) => exporter.id === id) ?? null
}
