import { answerNoRoute } from "@/lib/http/no-route"
import { readRequestId } from "@/lib/http/request-id"

/** Next comes here with every address below /api/v1 that has no folder of its own. */
function answer(request: Request): Response {
  return answerNoRoute(request.method, new URL(request.url).pathname, readRequestId(request.headers))
}

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
}
