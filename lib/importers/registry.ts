import { AppError } from "@/lib/domain/errors"
import { fireactImporter } from "@/lib/importers/fireact"
import { foreignFormat } from "@/lib/importers/foreign-format"
import type { FileHead, Importer } from "@/lib/importers/importer"
import { openaiChatImporter } from "@/lib/importers/openai-chat"
import { tauBenchImporter } from "@/lib/importers/tau-bench"
import { winnowImporter } from "@/lib/importers/winnow"

export const IMPORTERS: readonly Importer[] = [
  tauBenchImporter,
  fireactImporter,
  openaiChatImporter,
  winnowImporter,
]

export function getImporter(id: string): Importer | null {
  return IMPORTERS.find((importer) => importer.id === id) ?? null
}

/** The importer that is surest about a file. @throws AppError INVALID_INPUT when the file is empty or none knows it. */
export function detectFormat(head: FileHead): Importer {
  if (head.bytes.every((byte) => byte <= 0x20)) throw new AppError("INVALID_INPUT", "The file is empty.")
  const foreign = foreignFormat(head.bytes)
  if (foreign) throw new AppError("INVALID_INPUT", foreign)
  const [best] = IMPORTERS.map((importer) => ({ importer, confidence: importer.detect(head) })).sort(
    (left, right) => right.confidence - left.confidence,
  )
  if (best && best.confidence > 0) return best.importer
  const known = IMPORTERS.map((importer) => importer.title).join(", ")
  throw new AppError("INVALID_INPUT", `The format was not recognised. Known formats: ${known}.`)
}
