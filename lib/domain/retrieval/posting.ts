import { indexedText, type Passage } from "./passage"
import { tokenize } from "./tokenize"

/** Where a term occurs: passage numbers ascending, and how often in each. */
export interface Posting {
  passages: readonly number[]
  counts: readonly number[]
}

/** What BM25 needs to know of a corpus besides the postings of a query. `lengths` are terms per passage, by number. */
export interface Lengths {
  lengths: Int32Array
  tokenSum: number
}

interface GrowingPosting {
  passages: number[]
  counts: number[]
}

/** Collects the postings of a corpus; passages are numbered from 0 in the order they are added. */
export class PostingBuilder {
  readonly postings = new Map<string, GrowingPosting>()
  readonly #lengths: number[] = []
  #tokenSum = 0

  add(passage: Passage): void {
    const no = this.#lengths.length
    const terms = tokenize(indexedText(passage))
    for (const term of terms) this.#count(term, no)
    this.#lengths.push(terms.length)
    this.#tokenSum += terms.length
  }

  #count(term: string, no: number): void {
    const posting = this.postings.get(term)
    if (!posting) {
      this.postings.set(term, { passages: [no], counts: [1] })
      return
    }
    const last = posting.passages.length - 1
    if (posting.passages[last] === no) posting.counts[last] = (posting.counts[last] ?? 0) + 1
    else {
      posting.passages.push(no)
      posting.counts.push(1)
    }
  }

  finish(): Lengths {
    return { lengths: Int32Array.from(this.#lengths), tokenSum: this.#tokenSum }
  }
}
