import { createHash, randomBytes } from "node:crypto"

/**
 * 256 random bits behind a prefix that says what it opens: `wn_` key, `wnl_` this machine, `wns_` link, `wni_` invitation,
 * `wnv_` shared page, `wne_` shared page that other sites may frame, `wnh_` one training job elsewhere.
 */
export function createToken(prefix: "wn_" | "wnl_" | "wns_" | "wni_" | "wnv_" | "wne_" | "wnh_"): string {
  return prefix + randomBytes(32).toString("base64url")
}

/** SHA-256 in hex. Enough for tokens, whose entropy no dictionary reaches; passwords take argon2id. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex")
}
