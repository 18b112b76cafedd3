import { SPLITS, type Split } from "@/lib/domain/episode"
import type { Passage } from "@/lib/domain/retrieval/passage"
import { type GeneratedConfig, MAX_REGIONS, QUESTIONS_PER_REGION, type Question } from "./config"
import { generateArticle } from "./generate-article"
import { generateQuestions } from "./generate-questions"
import { generateRegion, REGION_SIZE } from "./generate-region"

/** Each split has regions of its own; those nobody asks about come last. */
const BANDS: Record<Split | "filler", number> = { train: 0, validation: 1, test: 2, filler: 3 }

/**
 * A corpus of fictional articles that link to each other, with questions that need two or three of them. Splits are disjoint
 * by question, by chain and by every entity. The same configuration gives the same corpus.
 */
export function generateCorpus(config: GeneratedConfig): { passages: Passage[]; questions: Question[] } {
  const passages: Passage[] = []
  const questions: Question[] = []
  for (const split of SPLITS) {
    for (let index = 0; index * QUESTIONS_PER_REGION < config[split]; index++) {
      const region = addRegion(passages, BANDS[split] * MAX_REGIONS + index, config.seed)
      const count = Math.min(QUESTIONS_PER_REGION, config[split] - index * QUESTIONS_PER_REGION)
      const keyPrefix = `${keyVariant(config)}${split}-${String(index).padStart(4, "0")}`
      questions.push(...generateQuestions(region, { count, seed: config.seed, split, keyPrefix }))
    }
  }
  for (let index = 0; passages.length < config.articles && index * REGION_SIZE < config.articles; index++) {
    addRegion(passages, BANDS.filler * MAX_REGIONS + index, config.seed)
  }
  return { passages, questions }
}

/** Another world has other questions: its keys say so. */
function keyVariant({ seed }: GeneratedConfig): string {
  return seed === 0 ? "" : `s${seed}-`
}

function addRegion(passages: Passage[], number: number, seed: number) {
  const region = generateRegion(number, seed)
  passages.push(...region.map((entity) => generateArticle(entity, seed)))
  return region
}
