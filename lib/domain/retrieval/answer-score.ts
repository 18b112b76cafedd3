/** HotpotQA's normalisation: lower case, no ASCII punctuation, no articles, single spaces (hotpot_evaluate_v1). */
export function normalizeAnswer(answer: string): string {
  return answer
    .toLowerCase()
    .replace(/[!-/:-@[-`{-~]/g, "")
    .replace(/\b(a|an|the)\b/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "")
    .join(" ")
}

const CLOSED_ANSWERS = new Set(["yes", "no", "noanswer"])

/** `exactMatch` is 0 or 1, `f1` the harmonic mean of the precision and recall of words, 0 to 1. */
export function scoreAnswer(given: string, gold: string): { exactMatch: 0 | 1; f1: number } {
  const [prediction, truth] = [normalizeAnswer(given), normalizeAnswer(gold)]
  if (prediction === truth) return { exactMatch: 1, f1: 1 }
  if (CLOSED_ANSWERS.has(prediction) || CLOSED_ANSWERS.has(truth)) return { exactMatch: 0, f1: 0 }
  return { exactMatch: 0, f1: wordF1(prediction.split(" "), truth.split(" ")) }
}

function wordF1(given: readonly string[], gold: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of gold) if (word !== "") left.set(word, (left.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of given) {
    const count = left.get(word) ?? 0
    if (count === 0) continue
    left.set(word, count - 1)
    shared += 1
  }
  return shared === 0 ? 0 : (2 * shared) / (given.length + gold.length)
}
