/** One figure of the published result; `grade` says how it is known: S read in a digest, P in the primary source. */
export interface PublishedFigure {
  task: string
  model: string
  metric: string
  value: number
  unit: string
  grade: string
  note?: string
}

export const PUBLISHED_SOURCE = {
  name: "Jesson, Bianconi, Hill and Mehta: Fine-tuned small LLMs can beat large ones at 5-30x lower cost with programmatic data curation (TensorZero)",
  url: "https://www.tensorzero.com/blog/fine-tuned-small-llms-can-beat-large-ones-at-5-30x-lower-cost-with-programmatic-data-curation/",
} as const

const DIGEST = "S, a digest of the post"
const EXTRACT = "S, an extract of the post"

function factor(task: string, model: string, value: number, grade: string, note?: string): PublishedFigure {
  return {
    task,
    model,
    metric: "cost per success, reduction against GPT-4.1",
    value,
    unit: "times",
    grade,
    ...(note ? { note } : {}),
  }
}

function size(task: string, value: number): PublishedFigure {
  return { task, model: "GPT-4.1", metric: "curated episodes", value, unit: "episodes", grade: DIGEST }
}

/** Reduction factors are of inference cost per success; none of this was measured here. */
export const PUBLISHED_FIGURES: readonly PublishedFigure[] = [
  factor("NER (CoNLL++)", "Gemini 2.0 Flash-Lite", 31, DIGEST),
  factor("BabyAI GoTo", "Gemini 2.0 Flash-Lite", 29.4, DIGEST),
  factor("Multi-hop retrieval", "Gemini 2.0 Flash-Lite", 23.1, DIGEST),
  factor("tau-bench retail", "Gemini 2.0 Flash-Lite", 15.2, DIGEST),
  factor("tau-bench airline", "Gemini 2.0 Flash-Lite", 10.4, DIGEST, "Out of distribution: tuned on retail."),
  factor("BabyAI GoTo", "GPT-4.1 nano", 21, EXTRACT, "At about 95 % success."),
  factor("Multi-hop retrieval", "GPT-4.1 mini", 5.7, EXTRACT, "At about 47 % success."),
  factor("tau-bench retail", "Gemini 2.0 Flash", 9.4, EXTRACT, "At about 82 % success."),
  size("BabyAI GoTo", 446),
  size("Multi-hop retrieval", 671),
  size("tau-bench retail", 410),
]
