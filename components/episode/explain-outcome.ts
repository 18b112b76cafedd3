import type { EpisodeDetail } from "@/lib/contracts/episodes"
import type { SuccessRule } from "@/lib/contracts/experiments"
import type { StopReason } from "@/lib/domain/episode"

type Outcome = Pick<
  EpisodeDetail,
  "success" | "score" | "stopReason" | "stopDetail" | "detail" | "metrics" | "stepCount"
>

type Detail = Record<string, unknown>

/** Why the episode ended as it did, in one sentence: from the environment's own account, else from how it stopped. */
export function explainOutcome(episode: Outcome, rule: SuccessRule | null): string {
  return (
    explainEarlyEnd(episode) ??
    explainInWords(episode.detail) ??
    explainTauBench(episode) ??
    explainAnswer(episode) ??
    explainRule(episode, rule)
  )
}

const EARLY_ENDS: Partial<Record<StopReason, string>> = {
  max_steps: "It ran out of steps before it finished",
  context_limit: "Its context was full before it finished",
  timeout: "It ran out of time before it finished",
  parse_error: "A reply could not be read as an action",
  invalid_action: "It chose an action that does not exist",
  refused: "The model refused to go on",
  error: "It broke off with an error",
  budget: "The budget was spent before it finished",
  cancelled: "It was cancelled",
  abandoned: "It was abandoned",
}

function explainEarlyEnd({ stopReason, stopDetail, stepCount }: Outcome): string | null {
  const sentence = EARLY_ENDS[stopReason]
  if (!sentence) return null
  if (stepCount === 0) return `${sentence}, before the first step${stopDetail ? `: ${stopDetail}` : ""}.`
  return stopDetail && !sameWords(stopDetail, stopReason) ? `${sentence}: ${stopDetail}.` : `${sentence}.`
}

function sameWords(left: string, right: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "")
  return plain(left) === plain(right)
}

/** A sentence the environment wrote itself. */
function explainInWords(detail: Detail | null): string | null {
  const words = detail?.explanation ?? detail?.reason ?? detail?.message
  return typeof words === "string" && words.trim() !== "" ? words.trim() : null
}

/** tau-bench judges the final database (`r_actions`) and what had to be said (`r_outputs`). */
function explainTauBench({ detail, metrics, success }: Outcome): string | null {
  const { r_actions: actions, r_outputs: outputs } = metrics
  if (outputs === 0) {
    const missing = missingOutputs(detail)
    return missing ? `The user was never told ${missing}.` : "The user was not told all that had to be said."
  }
  if (actions === 0) return "The final database differs from the one the right actions lead to."
  if (success && outputs === 1) return "The user was told all that had to be said."
  if (success && actions === 1) return "The final database is the one the right actions lead to."
  return null
}

function missingOutputs(detail: Detail | null): string | null {
  const info = member(member(detail, "reward_info"), "info")
  const outputs = member(info, "outputs") ?? member(detail, "outputs")
  if (typeof outputs !== "object" || outputs === null) return null
  const missing = Object.entries(outputs).flatMap(([text, said]) => (said === false ? [text] : []))
  return missing.length > 0 && missing.length <= 3 ? missing.map((text) => `“${text}”`).join(", ") : null
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Detail)[key] : undefined
}

/** Question answering: what was answered against what was expected. */
function explainAnswer({ detail, success }: Outcome): string | null {
  const expected = detail?.gt ?? detail?.expected ?? detail?.answer
  const given = detail?.pred ?? detail?.given ?? detail?.prediction
  if (typeof expected !== "string") return null
  if (typeof given !== "string" || given.trim() === "") return `It gave no answer; expected “${expected}”.`
  return success ? `It answered “${given}”, as expected.` : `It answered “${given}”; expected “${expected}”.`
}

function explainRule({ success, score, metrics }: Outcome, rule: SuccessRule | null): string {
  const value = rule === null ? null : rule.metric === "score" ? score : (metrics[rule.metric] ?? null)
  if (rule && value !== null && success !== null) {
    const relation = success ? "reaches" : "is below"
    return `The ${rule.metric} of ${value} ${relation} the ${rule.min} that counts as success.`
  }
  if (success === null) return "Nothing says whether it succeeded."
  return `The source recorded it as ${success ? "a success" : "a failure"}.`
}
