import type { Outcome, StopReason } from "@/lib/domain/episode"
import type { AssistantMessage, Message } from "@/lib/domain/message"
import { scoreAnswer } from "@/lib/domain/retrieval/answer-score"
import type { SearchIndex } from "@/lib/domain/retrieval/search-index"
import { titleRecall } from "@/lib/domain/retrieval/title-recall"
import type { Session } from "../environment"
import type { Question } from "./config"
import { presentPassage, presentResults } from "./present"
import { callsOf, quote, type Reading, readReply, type ToolName } from "./tool"

const RESULTS_PER_SEARCH = 5
const RECALL_DEPTH = 5
const LONGEST_ANSWER = 1_000
const LONGEST_NOTE = 20_000

/** Replies without a usable call in a row after which an attempt ends. */
const MAX_UNUSABLE_REPLIES = 3

const SYSTEM_PROMPT = [
  "You answer a question by looking things up in a collection of articles. No single article holds the answer: find the",
  "article that the question starts from, follow what it says to the next one, and so on.",
  "Each turn, call one tool:",
  `- search: the ${RESULTS_PER_SEARCH} articles that match a query best`,
  "- read: an article by its title",
  "- note: write down what you found",
  "- answer: the final answer, as short as possible (a name, a date, a number)",
].join("\n")

type StepResult = Awaited<ReturnType<Session["step"]>>

/** One attempt at a question: the chat around the index. */
export class MultihopSession implements Session {
  readonly messages: Message[]
  readonly #question: Pick<Question, "answer" | "titles">
  readonly #index: SearchIndex
  readonly #signal: AbortSignal | undefined
  readonly #maxSteps: number
  readonly #seen = { read: [] as string[], returned: [] as string[] }
  #steps = 0
  #unusableInARow = 0
  #unusableCount = 0
  #outcome: Outcome | null = null

  constructor(options: {
    question: Pick<Question, "question" | "answer" | "titles">
    index: SearchIndex
    signal: AbortSignal | undefined
    maxSteps: number
  }) {
    this.#question = options.question
    this.#index = options.index
    this.#signal = options.signal
    this.#maxSteps = options.maxSteps
    this.messages = [
      { role: "system", content: SYSTEM_PROMPT },
      { role: "user", content: `Question: ${options.question.question}` },
    ]
  }

  async step(reply: AssistantMessage): Promise<StepResult> {
    if (this.#outcome) return { messages: [], done: this.#outcome, environmentCostMicro: 0 }
    this.#steps += 1
    const text = await this.#respond(readReply(reply))
    const outcome = this.#endWhenDue()
    const done = outcome ? { done: outcome, reward: outcome.score ?? 0 } : {}
    return { messages: answerCalls(reply, text), ...done, environmentCostMicro: 0 }
  }

  async close(): Promise<void> {}

  #endWhenDue(): Outcome | null {
    if (!this.#outcome && this.#steps >= this.#maxSteps) this.#finish("max_steps", null)
    return this.#outcome
  }

  async #respond(reading: Reading): Promise<string> {
    if (reading.ok) {
      this.#unusableInARow = 0
      return this.#use(reading.tool, reading.text)
    }
    this.#unusableInARow += 1
    this.#unusableCount += 1
    if (this.#unusableInARow >= MAX_UNUSABLE_REPLIES) this.#finish(reading.reason, null)
    return `Error: ${reading.problem}`
  }

  async #use(tool: ToolName, text: string): Promise<string> {
    switch (tool) {
      case "search":
        return this.#search(text)
      case "read":
        return this.#read(text)
      case "note":
        return text.length > LONGEST_NOTE ? "Error: the note is too long." : "Noted."
      case "answer":
        this.#finish("completed", text.slice(0, LONGEST_ANSWER))
        return "Answer received."
    }
  }

  async #search(query: string): Promise<string> {
    const results = await this.#index.search(query, RESULTS_PER_SEARCH, this.#signal)
    this.#seen.returned.push(...results.map(({ title }) => title))
    return presentResults(query, results)
  }

  async #read(title: string): Promise<string> {
    const passage = await this.#index.read(title, this.#signal)
    if (!passage) return `Error: there is no article called ${quote(title)}. Search for it.`
    this.#seen.read.push(passage.title)
    return presentPassage(passage)
  }

  #finish(stopReason: StopReason, given: string | null): void {
    const { exactMatch, f1 } = scoreAnswer(given ?? "", this.#question.answer)
    const isRight = given !== null && exactMatch === 1
    const recall = titleRecall(this.#question.titles, this.#seen, RECALL_DEPTH)
    const score = given === null ? 0 : f1
    this.#outcome = {
      score,
      success: isRight,
      metrics: {
        f1: score,
        exactMatch: isRight ? 1 : 0,
        ...(recall === null ? {} : { titleRecallAt5: recall }),
        steps: this.#steps,
        unusableReplies: this.#unusableCount,
      },
      stopReason,
    }
  }
}

/** The first call gets the result, every other one is told that it was ignored; a reply without calls gets a user turn. */
function answerCalls(reply: AssistantMessage, text: string): Message[] {
  const calls = callsOf(reply)
  if (calls.length === 0) return [{ role: "user", content: text }]
  return calls.map((call, index) => ({
    role: "tool",
    tool_call_id: typeof call.id === "string" ? call.id : "",
    content:
      index === 0 ? text : "Error: only the first call of a turn is carried out; this one was ignored.",
  }))
}
