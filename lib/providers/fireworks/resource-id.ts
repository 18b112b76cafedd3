import { createHash } from "node:crypto"

/** An id that the service takes (letters, digits, dashes) and that follows from our key. */
export function idOf(key: string): string {
  return `winnow-${createHash("sha256").update(key).digest("hex").slice(0, 20)}`
}
