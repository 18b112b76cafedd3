/** Success is `metric >= min`, both ends as doubles; `metric` is `score` or a key of the episode's other metrics. */
export interface SuccessRule {
  metric: string
  min: number
}

interface Judged {
  score: number | null
  metrics: Readonly<Record<string, number>>
  sourceSuccess: boolean | null
}

/** Null when nothing says: no rule and no flag of the source, or a rule over a metric that the episode lacks. */
export function judgeSuccess(rule: SuccessRule | null, episode: Judged): boolean | null {
  if (rule === null) return episode.sourceSuccess
  const value = rule.metric === "score" ? episode.score : (episode.metrics[rule.metric] ?? null)
  return value === null ? null : value >= rule.min
}
