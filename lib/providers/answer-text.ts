const SENTENCE_LIMIT = 300
/** Shorter ones are found in ordinary words. */
const SECRET_CHARS = 4

/** One line that can be shown: what a server sends may be long, and hold control characters. */
export function toSentence(message: string): string {
  const line = message.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim()
  return line.length > SENTENCE_LIMIT ? `${line.slice(0, SENTENCE_LIMIT)}…` : line
}

/** Servers like to repeat a key that they refuse. */
export function redact(text: string, secrets: readonly (string | null)[]): string {
  const known = secrets.filter((secret) => secret !== null && secret.length >= SECRET_CHARS)
  return known.reduce<string>((rest, secret) => rest.replaceAll(secret as string, "[redacted]"), text)
}
