import { searchCorpus as searchCorpusRoute } from "@/lib/contracts/corpora"
import { handle } from "@/lib/http/handle"
import { searchCorpus } from "@/lib/services/corpus/search"

export const GET = handle(searchCorpusRoute, searchCorpus)
