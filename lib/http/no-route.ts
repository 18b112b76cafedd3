import { ROUTES } from "@/lib/contracts/routes"
import { getOpenApi } from "@/lib/contracts/system"
import { AppError } from "@/lib/domain/errors"
import { finish } from "@/lib/http/finish"
import { problemResponse } from "@/lib/http/problem"

const MOST_CHARACTERS = 200

/** What may be asked of an address; of two descriptions that fit, the one with fewer placeholders is the address. */
function listMethods(pathname: string): string[] {
  const fitting = ROUTES.filter(({ path }) =>
    new RegExp(`^${path.replaceAll(".", "[.]").replace(/\{\w+\}/g, "[^/]+")}$`).test(pathname),
  )
  const placeholders = (path: string) => path.split("{").length
  const fewest = Math.min(...fitting.map(({ path }) => placeholders(path)))
  return fitting.filter(({ path }) => placeholders(path) === fewest).map(({ method }) => method)
}

/** Answers what no route does: an address that there is not (404), or one that does not take this method (405). */
export function answerNoRoute(method: string, pathname: string, requestId: string): Response {
  const methods = listMethods(pathname)
  const path = pathname.length > MOST_CHARACTERS ? `${pathname.slice(0, MOST_CHARACTERS)}…` : pathname
  const where = `GET ${getOpenApi.path} describes every address.`
  const takes = methods.join(", ")
  const refusal =
    methods.length === 0
      ? new AppError("NOT_FOUND", `There is no ${path}. ${where}`)
      : new AppError("METHOD_NOT_ALLOWED", `${path} takes ${takes}, not ${method}. ${where}`)
  const response = finish(problemResponse(refusal, requestId), requestId)
  if (methods.length > 0) response.headers.set("allow", takes)
  return response
}
