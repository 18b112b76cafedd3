import type { ExperimentRecord } from "@/lib/contracts/experiments"

type Judging = Pick<ExperimentRecord, "primaryMetric" | "successRule">

/** What counts as success, in words: `reward at least 1`, `as the source says`. */
export function describeSuccessRule({ primaryMetric, successRule }: Judging): string {
  if (!successRule) return "as the source says"
  const metric = successRule.metric === "score" ? primaryMetric : successRule.metric
  return `${metric} at least ${successRule.min}`
}
