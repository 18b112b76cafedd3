import { READINGS, type Reading } from "./knowledge"

/** What a question asks: follow `hops` from `start`, the innermost first. */
export interface Inquiry {
  start: string
  hops: Reading[]
}

/** Null when the question is not one of the kind the researcher understands. */
export function parseQuestion(question: string): Inquiry | null {
  for (const reading of READINGS) {
    const subject = reading.ask.exec(question)?.[1]
    if (subject === undefined) continue
    const inner = parsePhrase(subject)
    return { start: inner.start, hops: [...inner.hops, reading] }
  }
  return null
}

/** A phrase is a description of something by something else, or a name. */
function parsePhrase(phrase: string): Inquiry {
  for (const reading of READINGS) {
    const subject = reading.phrase?.exec(phrase)?.[1]
    if (subject === undefined) continue
    const inner = parsePhrase(subject)
    return { start: inner.start, hops: [...inner.hops, reading] }
  }
  return { start: stripArticle(phrase), hops: [] }
}

export function stripArticle(name: string): string {
  return name.replace(/^the /, "")
}
