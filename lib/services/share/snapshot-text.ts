import { createHash } from "node:crypto"
import { type ShareSnapshot, shareSnapshotSchema } from "@/lib/contracts/shares"
import { canonicalJson } from "@/lib/services/pipeline/canonical-json"

/** The stored text of a snapshot and the SHA-256 that vouches for it. */
export function freeze(snapshot: ShareSnapshot): { text: string; hash: string } {
  const text = canonicalJson(snapshot)
  return { text, hash: hashText(text) }
}

/** The snapshot of a stored text; null when the text is not the one that was hashed, or not a snapshot. */
export function thaw(text: string, hash: string): ShareSnapshot | null {
  if (hashText(text) !== hash) return null
  const parsed = shareSnapshotSchema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex")
}
