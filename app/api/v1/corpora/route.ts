import { createCorpus as createCorpusRoute, listCorpora as listCorporaRoute } from "@/lib/contracts/corpora"
import { handle } from "@/lib/http/handle"
import { createCorpus } from "@/lib/services/corpus/create"
import { listCorpora } from "@/lib/services/corpus/list"

export const GET = handle(listCorporaRoute, listCorpora)

export const POST = handle(createCorpusRoute, (ctx, input, request) => createCorpus(ctx, input, request.body))
