import type { CorpusRecord } from "@/lib/contracts/corpora"
import type { Corpus } from "@/lib/db/generated/client"

/** Questions are left out: there may be thousands. */
export const CORPUS_SELECT = {
  id: true,
  name: true,
  origin: true,
  passageCount: true,
  questionCount: true,
  createdAt: true,
} as const

export function presentCorpus({ createdAt, ...row }: Pick<Corpus, keyof typeof CORPUS_SELECT>): CorpusRecord {
  return { ...row, createdAt: createdAt.toISOString() }
}
