import type { PairExporter } from "@/lib/exporters/exporter"
import { toPreferenceRow } from "@/lib/exporters/preference-row"
import { togetherExporter } from "@/lib/exporters/together"

/** Together's preference format (docs.together.ai, preference tuning). */
export const togetherDpoExporter: PairExporter = {
  id: "together-dpo",
  title: "Together DPO",
  description: "One prompt per line with a preferred and a non-preferred answer of one message each.",
  mediaType: "application/jsonl",
  extension: "jsonl",
  input: "pairs",
  answers: "one",
  carries: { rowWeights: false, masks: false, reasoning: false },
  limits: togetherExporter.limits,
  rules: togetherExporter.rules,
  toRow: toPreferenceRow,
  usage: () => 'training_method = {"method": "dpo"}',
}
