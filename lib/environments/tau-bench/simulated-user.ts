import type { Policy } from "@/lib/contracts/policy"
import type { Message } from "@/lib/domain/message"
import { deriveSeed } from "@/lib/domain/random"

/** What the simulated user says when its request is dealt with. */
export const STOP_WORD = "###STOP###"

/** The user reads at most this much of a reply, so that a runaway agent cannot run up the user's bill. */
const LONGEST_REPLY_CHARACTERS = 20_000

const OPENING = "Hello! What can I do for you today?"

export interface UserTurn {
  text: string
  costMicro: number | null
}

export interface UserOptions {
  policy: Policy
  instruction: string
  temperature: number
  seed: number
  signal?: AbortSignal
}

/** A model that plays the customer: it sees the agent's replies as its own user turns, never the tools. */
export class SimulatedUser {
  readonly #options: UserOptions
  readonly #messages: Message[]
  #turns = 0

  constructor(options: UserOptions) {
    this.#options = options
    this.#messages = [{ role: "system", content: describeRole(options.instruction) }]
  }

  open(): Promise<UserTurn> {
    return this.answer(OPENING)
  }

  async answer(reply: string): Promise<UserTurn> {
    const { policy, temperature, seed, signal } = this.#options
    this.#messages.push({ role: "user", content: clip(reply) })
    const { message, costMicro } = await policy.act({
      messages: [...this.#messages],
      tools: [],
      temperature,
      seed: deriveSeed(seed, `user-${this.#turns++}`),
      signal,
    })
    const text = message.content ?? ""
    this.#messages.push({ role: "assistant", content: text })
    return { text, costMicro }
  }
}

function clip(reply: string): string {
  return reply.length > LONGEST_REPLY_CHARACTERS ? `${reply.slice(0, LONGEST_REPLY_CHARACTERS)} […]` : reply
}

function describeRole(instruction: string): string {
  return [
    "You play a customer who writes to a company's support chat. The other side is the support agent.",
    `Your situation and what you want:\n${instruction}`,
    [
      "How to play the part:",
      "- Write one short message per turn, in the first person, and nothing else: no notes, no quotation marks.",
      "- Begin with what you want in general; give each detail only when the agent needs or asks for it.",
      "- Use only facts from your situation. If you are asked for something it does not say, such as an order",
      "  number, answer that you do not have it or do not remember.",
      "- Say things in your own words and keep the character described above. Do not copy the text of your situation.",
      "- Never take the agent's part, and do not accept what your situation would not accept.",
      `- When everything you want has been dealt with, or the agent has said it cannot be, write only ${STOP_WORD}`,
    ].join("\n"),
  ].join("\n\n")
}
