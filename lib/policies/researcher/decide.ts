import { createRandom, deriveSeed, pick } from "@/lib/domain/random"
import type { Faults } from "./faults"
import { type Inquiry, stripArticle } from "./question"
import { listSentences, listTitles, type Turn } from "./transcript"

export interface Call {
  tool: "search" | "read" | "note" | "answer"
  text: string
}

/** Calls after which a researcher answers with what it has. */
const PATIENCE = 17

/** Searches by the question's words that a hop gets before the name is searched for. */
const QUESTION_SEARCHES = 2

/** One attempt: everything in it follows from the chat and the seed, so nothing is kept between calls. */
export class Attempt {
  readonly #question: string
  readonly #inquiry: Inquiry
  readonly #turns: readonly Turn[]
  readonly #faults: Faults
  readonly #seed: number

  constructor(options: {
    question: string
    inquiry: Inquiry
    turns: readonly Turn[]
    faults: Faults
    seed: number
  }) {
    this.#question = options.question
    this.#inquiry = options.inquiry
    this.#turns = options.turns
    this.#faults = options.faults
    this.#seed = options.seed
  }

  decide(): Call {
    let name = this.#inquiry.start
    if (this.#turns.length >= PATIENCE) return { tool: "answer", text: this.#latestFinding() }
    for (const [hop, { states }] of this.#inquiry.hops.entries()) {
      if (hop > 0 && this.#errs("stopEarly", hop)) break
      const isForgetful = this.#errs("forget", hop)
      const articles = this.#articlesOf(name)
      const article = articles.at(-1)
      if (article === undefined || articles.length < (isForgetful ? 2 : 1)) return this.#lookUp(name, hop)
      const finding = this.#find(article, states, name, hop, isForgetful)
      if (!finding) break
      if (!isForgetful && !this.#hasNoted(finding.sentence)) return { tool: "note", text: finding.sentence }
      name = finding.name
    }
    return { tool: "answer", text: name }
  }

  /** Where it has got to, by its own reading of its notes and articles. */
  #latestFinding(): string {
    let name = this.#inquiry.start
    for (const [hop, { states }] of this.#inquiry.hops.entries()) {
      const article = this.#articlesOf(name).at(-1)
      const finding = article === undefined ? null : this.#find(article, states, name, hop, false)
      if (!finding) break
      name = finding.name
    }
    return name
  }

  #lookUp(name: string, hop: number): Call {
    const lastSearch = this.#turns.findLast(({ tool }) => tool === "search")
    const lastRead = this.#turns.findLastIndex(({ tool }) => tool === "read")
    const isFresh = lastSearch !== undefined && this.#turns.lastIndexOf(lastSearch) > lastRead
    if (!isFresh) return { tool: "search", text: this.#queryFor(name, hop) }
    const titles = listTitles(lastSearch.result)
    const wanted = titles.find((title) => title === name)
    const other = titles.find((title) => this.#articlesOf(title).length === 0)
    return { tool: "read", text: wanted ?? (lastSearch.text === name ? name : (other ?? name)) }
  }

  #queryFor(name: string, hop: number): string {
    const asked = this.#turns.filter(({ tool, text }) => tool === "search" && text === this.#question).length
    const isLazy = this.#errs("questionWords", hop) && asked < QUESTION_SEARCHES * (hop + 1)
    return isLazy ? this.#question : name
  }

  #find(article: string, states: RegExp, name: string, hop: number, isForgetful: boolean) {
    const sentences = listSentences(article)
    const sentence = sentences.find((line) => states.test(line))
    const object = sentence === undefined ? undefined : states.exec(sentence)?.[1]
    if (sentence === undefined || object === undefined) return null
    const isWrong = this.#errs("misread", hop) || (isForgetful && this.#errs("misremember", hop))
    return isWrong ? this.#misread(sentences, name, hop) : { name: stripArticle(object), sentence }
  }

  /** Another name in the article, with the sentence it stands in. */
  #misread(sentences: readonly string[], subject: string, hop: number) {
    const others = sentences.flatMap((sentence) =>
      (sentence.slice(1).match(/[A-Z]\w+(?: (?:of )?[A-Z]\w+)*/g) ?? [])
        .filter((name) => !subject.includes(name))
        .map((name) => ({ name, sentence })),
    )
    return others.length > 0 ? pick(this.#random(`other ${hop}`), others) : null
  }

  #articlesOf(title: string): string[] {
    return this.#turns
      .filter(({ tool, result }) => tool === "read" && result.startsWith(`${title}\n\n`))
      .map(({ result }) => result)
  }

  #hasNoted(sentence: string): boolean {
    return this.#turns.some(({ tool, text }) => tool === "note" && text === sentence)
  }

  #errs(fault: keyof Faults, hop: number): boolean {
    return this.#random(`${fault} ${hop}`)() < this.#faults[fault]
  }

  #random(name: string) {
    return createRandom(deriveSeed(this.#seed, name))
  }
}
