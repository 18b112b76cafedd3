import {
  listCorpusQuestions as listQuestionsRoute,
  replaceCorpusQuestions as replaceQuestionsRoute,
} from "@/lib/contracts/corpora"
import { handle } from "@/lib/http/handle"
import { listCorpusQuestions } from "@/lib/services/corpus/list-questions"
import { replaceCorpusQuestions } from "@/lib/services/corpus/replace-questions"

export const GET = handle(listQuestionsRoute, listCorpusQuestions)

export const PUT = handle(replaceQuestionsRoute, (ctx, input, request) =>
  replaceCorpusQuestions(ctx, input, request.body),
)
