import type { PairExporter } from "@/lib/exporters/exporter"
import { fireworksExporter } from "@/lib/exporters/fireworks"
import { toPreferenceRow } from "@/lib/exporters/preference-row"

/** Fireworks' preference format (docs.fireworks.ai, direct preference optimization). */
export const fireworksDpoExporter: PairExporter = {
  id: "fireworks-dpo",
  title: "Fireworks DPO",
  description: "One prompt per line with a preferred and a non-preferred answer of one message each.",
  mediaType: "application/jsonl",
  extension: "jsonl",
  input: "pairs",
  answers: "one",
  carries: { rowWeights: false, masks: false, reasoning: false },
  limits: fireworksExporter.limits,
  rules: fireworksExporter.rules,
  toRow: toPreferenceRow,
  usage: () => "firectl dpo-job create --base-model MODEL --dataset DATASET",
}
