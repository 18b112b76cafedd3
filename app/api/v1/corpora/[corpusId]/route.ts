import { deleteCorpus as deleteCorpusRoute, getCorpus as getCorpusRoute } from "@/lib/contracts/corpora"
import { handle } from "@/lib/http/handle"
import { deleteCorpus } from "@/lib/services/corpus/delete"
import { getCorpus } from "@/lib/services/corpus/get"

export const GET = handle(getCorpusRoute, getCorpus)

export const DELETE = handle(deleteCorpusRoute, deleteCorpus)
