import { writeRules } from "@/components/dataset/recipe-params"
import type { Rule } from "@/lib/domain/curation/rule"

export function pipelineHref({ experimentId, id }: { experimentId: string; id: string }): string {
  return `/experiments/${experimentId}/pipelines/${id}`
}

/** The form that starts a distillation, of a run and with a recipe where they are known. */
export function distillHref(
  experimentId: string,
  choice: { runId?: string | undefined; rules?: readonly Rule[] | undefined } = {},
): string {
  const query = new URLSearchParams()
  if (choice.runId) query.set("run", choice.runId)
  if (choice.rules) query.set("rules", writeRules(choice.rules))
  return `/experiments/${experimentId}/distill${query.size > 0 ? `?${query}` : ""}`
}

export function evaluateHref(experimentId: string): string {
  return `/experiments/${experimentId}/evaluate`
}
