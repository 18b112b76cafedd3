import { listSnippets as snippetsRoute } from "@/lib/contracts/episodes"
import { handle } from "@/lib/http/handle"
import { listSnippets } from "@/lib/services/search/list-snippets"

export const GET = handle(snippetsRoute, listSnippets)
