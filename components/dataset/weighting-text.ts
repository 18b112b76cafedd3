import { formatCountOf } from "@/components/format/count"
import type { PairPlan } from "@/lib/domain/curation/pair-plan"
import type { Weighting, WeightScheme } from "@/lib/domain/curation/weighting"

export const SCHEME_NAMES: Record<WeightScheme, string> = {
  none: "Every episode the same",
  score: "By score",
  percentile: "SFT(Q), copies by percentile",
  quality: "SFT(Q), exp of the z-score",
  advantage: "Advantage over the task",
  importance: "Importance ratio",
}

/** What a scheme does, in one or two sentences. */
export const SCHEME_NOTES: Record<WeightScheme, string> = {
  none: "Every training episode counts once.",
  score: "An episode counts as much as its score; 0 and below count nothing.",
  percentile:
    "An episode counts once for each percentile that its score is above, and not at all below the lowest.",
  quality: "exp(z / temperature), with z the score standardised within the task family.",
  advantage: "exp(A / β), with A the score less the mean of all attempts at the task.",
  importance:
    "How much likelier the calls of an episode are to a model of the kept ones than to a model of all: exp(κ × mean log-ratio). One weight an episode; weights of single steps are made while the embedded student trains, by its objective “weighted”.",
}

/** The weighting in a few words. */
export function describeWeighting(weighting: Weighting): string {
  switch (weighting.scheme) {
    case "none":
      return "every episode the same"
    case "score":
      return `by ${weighting.metric}`
    case "percentile": {
      const of = weighting.within === "group" ? "each task family" : "all episodes"
      return `a copy for each of the percentiles ${weighting.percentiles.join(", ")} of ${weighting.metric} in ${of}`
    }
    case "quality":
      return `exp(z / ${weighting.temperature}) of ${weighting.metric}, at most ${weighting.clip}`
    case "advantage":
      return `exp(A / ${weighting.beta}) of ${weighting.metric} over the task's mean, at most ${weighting.clip}`
    case "importance":
      return `exp(${weighting.kappa} × mean log-ratio), at most ${weighting.clip}`
  }
}

/** The plan of preference pairs in a few words. */
export function describePairs({ by, minGap, maxPerTask }: PairPlan): string {
  const better = by === "success" ? "a success against a failure" : `scores at least ${minGap} apart`
  return `${better}, at most ${formatCountOf(maxPerTask, "pair")} a task`
}
