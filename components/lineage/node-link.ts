import { runHref } from "@/components/experiment/links"
import type { LineageKind, LineageNode } from "@/lib/contracts/lineage"

export const KIND_WORDS: Record<LineageKind, string> = {
  teacher: "Teacher",
  run: "Run",
  labels: "Labels",
  recipe: "Recipe",
  dataset: "Dataset",
  fineTune: "Fine-tune",
  model: "Model",
  evaluation: "Evaluation",
}

/** The page of what a node stands for; null where it has none. */
export function nodeHref({ kind, experimentId, id, pipelineId }: LineageNode): string | null {
  if (kind === "model" || kind === "teacher") return `/models/${id}`
  if (!experimentId) return null
  switch (kind) {
    case "run":
    case "evaluation":
      return runHref(experimentId, id)
    case "recipe":
      return `/experiments/${experimentId}/recipes?recipe=${id}`
    case "fineTune":
      return pipelineId && `/experiments/${experimentId}/pipelines/${pipelineId}`
    case "labels":
    case "dataset":
      return `/experiments/${experimentId}/datasets/${id}`
  }
}
