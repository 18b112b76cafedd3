import type { EnvironmentChoice } from "@/lib/contracts/environments"
import type { Context } from "@/lib/db/context"
import { multihopCorpus } from "@/lib/environments/multihop/plugin"
import { listCorpusQuestions } from "@/lib/services/corpus/list-questions"

/** The stored corpus that a chosen environment searches; null when it needs none. */
export function corpusOf({ id, config }: EnvironmentChoice): string | null {
  if (id !== multihopCorpus.id) return null
  const parsed = multihopCorpus.configSchema.safeParse(config)
  return parsed.success ? parsed.data.corpusId : null
}

/** Fills in what is stored rather than chosen: the questions of a corpus, unless some were given. @throws AppError NOT_FOUND */
export async function completeChoice(ctx: Context, choice: EnvironmentChoice): Promise<EnvironmentChoice> {
  const corpusId = corpusOf(choice)
  if (corpusId === null) return choice
  const { questions = [] } = multihopCorpus.configSchema.parse(choice.config)
  if (questions.length > 0) return choice
  const { items } = await listCorpusQuestions(ctx, { corpusId })
  return { ...choice, config: { ...choice.config, questions: items } }
}
