import { writeRules } from "@/components/dataset/recipe-params"
import type { Rule } from "@/lib/domain/curation/rule"
import { NO_WEIGHTING, type Weighting } from "@/lib/domain/curation/weighting"

export function pipelineHref({ experimentId, id }: { experimentId: string; id: string }): string {
  return `/experiments/${experimentId}/pipelines/${id}`
}

/** The form that starts a distillation, of a run, with a recipe and at a provider where they are known. */
export function distillHref(
  experimentId: string,
  choice: {
    runId?: string | undefined
    rules?: readonly Rule[] | undefined
    weighting?: Weighting | undefined
    provider?: string | undefined
  } = {},
): string {
  const query = new URLSearchParams()
  if (choice.runId) query.set("run", choice.runId)
  if (choice.provider) query.set("provider", choice.provider)
  if (choice.rules) query.set("rules", writeRules(choice.rules))
  const { weighting = NO_WEIGHTING } = choice
  if (weighting.scheme !== "none") query.set("weights", JSON.stringify(weighting))
  return `/experiments/${experimentId}/distill${query.size > 0 ? `?${query}` : ""}`
}

export function evaluateHref(experimentId: string): string {
  return `/experiments/${experimentId}/evaluate`
}
