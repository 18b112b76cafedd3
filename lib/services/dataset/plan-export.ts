import type { ExportInput } from "@/lib/contracts/exports"
import { AppError } from "@/lib/domain/errors"
import type { RowFix } from "@/lib/domain/export-options"
import type { EpisodeExporter, ExportOptions } from "@/lib/exporters/exporter"
import { EXPORTERS, getExporter } from "@/lib/exporters/registry"

export interface ExportPlan {
  exporter: EpisodeExporter
  options: ExportOptions
  fix: RowFix
}

/** @throws AppError INVALID_INPUT naming what the format or the registry knows instead. */
export function planExport({ format, rows, loss, fix, maxTokens }: ExportInput): ExportPlan {
  const exporter = requireEpisodeExporter(format)
  const options = {
    rows: requireKnown(exporter, "rows", rows, exporter.rows),
    loss: requireKnown(exporter, "loss", loss, exporter.losses),
    maxTokens: maxTokens ?? null,
  }
  if (options.rows === "turn" && options.loss === "all") {
    throw new AppError(
      "INVALID_INPUT",
      "A row per turn is trained on that turn alone: choose loss=assistant.",
    )
  }
  return { exporter, options, fix }
}

function requireEpisodeExporter(format: string): EpisodeExporter {
  const exporter = getExporter(format)
  if (exporter?.input === "episodes") return exporter
  if (exporter) {
    const message = `${exporter.title} takes preference pairs, and this dataset holds none.`
    throw new AppError("INVALID_INPUT", message)
  }
  const known = EXPORTERS.filter(({ input }) => input === "episodes").map(({ id }) => id)
  throw new AppError("INVALID_INPUT", `There is no format ${format}; there is ${known.join(", ")}.`)
}

function requireKnown<Value extends string>(
  exporter: EpisodeExporter,
  option: string,
  value: Value | undefined,
  known: readonly Value[],
): Value {
  const chosen = value ?? known[0]
  if (chosen !== undefined && known.includes(chosen)) return chosen
  throw new AppError("INVALID_INPUT", `${exporter.title} knows only ${option}=${known.join(", ")}.`)
}
