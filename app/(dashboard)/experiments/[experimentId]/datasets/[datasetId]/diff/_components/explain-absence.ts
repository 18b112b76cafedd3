import { describeRule, RULE_NAMES } from "@/components/dataset/rule-text"
import type { DatasetDifference } from "@/lib/contracts/dataset-checks"
import type { DatasetRecord } from "@/lib/contracts/datasets"

/** Why a dataset does not have an episode, in a few words. */
export function explainAbsence(
  { reason, rule }: NonNullable<DatasetDifference["absence"]>,
  { manifest }: DatasetRecord,
): string {
  if (reason === "heldOut") return "its task is held out"
  if (reason === "leaking") return "it gives away a held-out task"
  if (reason === "notInRuns") return "its run or the episode was not there"
  const found = rule === null ? undefined : manifest.recipe.rules[rule]
  return found ? `${RULE_NAMES[found.type]}: ${describeRule(found)}` : "a rule"
}
