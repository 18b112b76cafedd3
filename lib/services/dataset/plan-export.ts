import type { DatasetRecord } from "@/lib/contracts/datasets"
import type { ExportInput } from "@/lib/contracts/exports"
import { AppError } from "@/lib/domain/errors"
import type { RowFix, WeightUse } from "@/lib/domain/export-options"
import type { EpisodeExporter, ExportOptions, PairExporter } from "@/lib/exporters/exporter"
import { EXPORTERS, getExporter } from "@/lib/exporters/registry"

export interface EpisodePlan {
  input: "episodes"
  exporter: EpisodeExporter
  options: ExportOptions
  fix: RowFix
  weights: WeightUse
}

export interface PairsPlan {
  input: "pairs"
  exporter: PairExporter
  options: Pick<ExportOptions, "maxTokens">
  fix: RowFix
}

export type ExportPlan = EpisodePlan | PairsPlan

/** Whether a format that needs pairs has any to write. */
export function holdsPairs({ manifest }: Pick<DatasetRecord, "manifest">): boolean {
  return (manifest.pairs?.count ?? 0) > 0
}

/** @throws AppError INVALID_INPUT naming what the format, the registry or the dataset has instead. */
export function planExport(
  { format, rows, loss, fix, maxTokens: most, weights = "apply" }: ExportInput,
  dataset: Pick<DatasetRecord, "manifest">,
): ExportPlan {
  const exporter = requireExporter(format, holdsPairs(dataset))
  const maxTokens = most ?? null
  if (exporter.input === "pairs") return { input: "pairs", exporter, options: { maxTokens }, fix }
  const options = {
    rows: requireKnown(exporter, "rows", rows, exporter.rows),
    loss: requireKnown(exporter, "loss", loss, exporter.losses),
    maxTokens,
  }
  if (options.rows === "turn" && options.loss === "all") {
    throw new AppError(
      "INVALID_INPUT",
      "A row per turn is trained on that turn alone: choose loss=assistant.",
    )
  }
  return { input: "episodes", exporter, options, fix, weights }
}

function requireExporter(format: string, withPairs: boolean) {
  const exporter = getExporter(format)
  if (exporter && (exporter.input === "episodes" || withPairs)) return exporter
  if (exporter) {
    const message = `${exporter.title} takes preference pairs, and this dataset holds none.`
    throw new AppError("INVALID_INPUT", message)
  }
  const known = EXPORTERS.filter(({ input }) => withPairs || input === "episodes").map(({ id }) => id)
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
