import { randomUUID } from "node:crypto"

/** The caller's request id where it is a plain word, else a fresh one. */
export function readRequestId(headers: Headers): string {
  const given = headers.get("x-request-id")
  return given && /^[\w-]{1,64}$/.test(given) ? given : randomUUID()
}
