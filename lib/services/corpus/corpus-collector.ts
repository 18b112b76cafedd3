import type { CorpusQuestion } from "@/lib/contracts/corpora"
import type { Split } from "@/lib/domain/episode"
import { AppError } from "@/lib/domain/errors"
import { deriveSeed } from "@/lib/domain/random"
import { type Passage, titleKey } from "@/lib/domain/retrieval/passage"
import { type ParsedQuestion, parseRecord } from "./parse-record"

export interface CollectOptions {
  duplicates: "refuse" | "merge"
  split: "auto" | Split
}

/** Told in the sentence, and in the list below it. */
const MOST_IN_SENTENCE = 5
const MOST_ISSUES = 50

/** Gathers a corpus record by record; everything that is wrong with the file is told at once, at the end. */
export class CorpusCollector {
  readonly #options: CollectOptions
  readonly #passages = new Map<string, Passage & { place: string }>()
  readonly #questions = new Map<string, CorpusQuestion>()
  readonly #problems: string[] = []
  #repeatedPassages = 0
  #mergedPassages = 0
  #repeatedQuestions = 0

  constructor(options: CollectOptions) {
    this.#options = options
  }

  /** `place` says where in the file: "record 12 (line 14)". */
  add(value: unknown, place: string): void {
    const parsed = parseRecord(value)
    if ("problem" in parsed) {
      this.addProblem(`${place} is ${parsed.problem}`)
      return
    }
    for (const passage of parsed.passages) this.#addPassage(passage, place)
    if (parsed.question) this.#addQuestion(parsed.question)
  }

  addProblem(problem: string): void {
    this.#problems.push(problem)
  }

  /** @throws AppError INVALID_INPUT that names the records that cannot be used. */
  finish(): { passages: Passage[]; questions: CorpusQuestion[]; notes: string[] } {
    if (this.#problems.length > 0) throw this.#refusal()
    return {
      passages: Array.from(this.#passages.values(), ({ title, text }) => ({ title, text })),
      questions: [...this.#questions.values()],
      notes: this.#describeRepeats(),
    }
  }

  #addPassage({ title, text }: Passage, place: string): void {
    const key = titleKey(title)
    const body = text.trim()
    const name = `"${title.slice(0, 80)}"`
    const known = this.#passages.get(key)
    if (key === "") this.addProblem(`${place} has no title`)
    else if (body === "") this.addProblem(`${place} has no text for ${name}`)
    else if (!known) this.#passages.set(key, { title: key, text: body, place })
    else if (known.text === body || known.text.split("\n\n").includes(body)) this.#repeatedPassages += 1
    else if (this.#options.duplicates === "merge") {
      known.text = `${known.text}\n\n${body}`
      this.#mergedPassages += 1
    } else this.addProblem(`${place} has another text for ${name} than ${known.place}`)
  }

  #addQuestion({ id, question, answer, titles, split, group }: ParsedQuestion): void {
    const key = id ?? question.slice(0, 300)
    if (this.#questions.has(key)) {
      this.#repeatedQuestions += 1
      return
    }
    this.#questions.set(key, {
      key,
      question,
      answer,
      titles,
      split: split ?? this.#splitOf(key),
      group: group ?? "questions",
    })
  }

  /** By key, so that a question keeps its split whatever else the file holds. */
  #splitOf(key: string): Split {
    if (this.#options.split !== "auto") return this.#options.split
    const share = deriveSeed(0, key) / 2 ** 32
    return share < 0.6 ? "train" : share < 0.7 ? "validation" : "test"
  }

  #describeRepeats(): string[] {
    const notes: [number, string][] = [
      [this.#repeatedPassages, "passages stand in the file more than once and were taken once"],
      [this.#mergedPassages, "texts were added to another text with the same title"],
      [this.#repeatedQuestions, "questions stand in the file more than once; the first of each was taken"],
    ]
    return notes.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}.`)
  }

  #refusal(): AppError {
    const sentence = `${this.#listProblems(MOST_IN_SENTENCE).join("; ")}.`
    return new AppError(
      "INVALID_INPUT",
      capitalise(sentence),
      this.#listProblems(MOST_ISSUES).map((problem) => ({ path: "file", message: capitalise(problem) })),
    )
  }

  #listProblems(most: number): string[] {
    const more = this.#problems.length - most
    return [...this.#problems.slice(0, most), ...(more > 0 ? [`and ${more} more problems`] : [])]
  }
}

function capitalise(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
