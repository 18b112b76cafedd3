import { type inferParserType, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs"
import type { checkDataset } from "@/lib/contracts/exports"
import type { RouteInput } from "@/lib/contracts/route"
import { LOSSES, ROW_FIXES, ROW_UNITS, WEIGHT_USES } from "@/lib/domain/export-options"

/** How the files are written; a format's own first choice where nothing is said. */
export const exportParsers = {
  format: parseAsString.withDefault("openai-chat"),
  rows: parseAsStringLiteral(ROW_UNITS),
  loss: parseAsStringLiteral(LOSSES),
  fix: parseAsStringLiteral(ROW_FIXES).withDefault("none"),
  weights: parseAsStringLiteral(WEIGHT_USES),
  maxTokens: parseAsInteger,
}

export type ExportParams = inferParserType<typeof exportParsers>

export function exportInput(
  key: { experimentId: string; datasetId: string },
  { format, rows, loss, fix, weights, maxTokens }: ExportParams,
): RouteInput<typeof checkDataset> {
  return {
    ...key,
    format,
    fix,
    ...(rows !== null && { rows }),
    ...(loss !== null && { loss }),
    ...(weights !== null && { weights }),
    ...(maxTokens !== null && { maxTokens }),
  }
}
