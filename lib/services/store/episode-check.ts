import { hash } from "node:crypto"
import type { VerifiedEpisode, VerifiedStep } from "@/lib/db/verify.sql"
import { hashableConversation } from "@/lib/domain/canonical-message"
import { MESSAGE_ROLES, type Message } from "@/lib/domain/message"
import type { Difference } from "@/lib/services/store/difference"

const ASSISTANT = MESSAGE_ROLES.indexOf("assistant")

/** An episode's steps, one after the other, against what its row says of them. */
export class EpisodeCheck {
  private readonly episode: VerifiedEpisode
  private readonly found: Difference[] = []
  private texts: string[] = []
  private count = 0
  private tokens = 0
  private assistantTokens = 0
  private errors = 0
  private isWhole = true

  constructor(episode: VerifiedEpisode) {
    this.episode = episode
    if (!episode.hasTask) this.differ("references", "its task is not there")
    if (!episode.hasTools) this.differ("references", "its tool definitions are not there")
  }

  private differ(part: Difference["part"], message: string): void {
    this.found.push({ part, id: this.episode.id, message })
  }

  add(step: VerifiedStep): void {
    if (step.idx !== this.count) this.isWhole = false
    if (step.text === null) {
      this.isWhole = false
      this.differ("references", `the text of step ${step.idx} is not there`)
    } else this.texts.push(step.text)
    this.count += 1
    this.tokens += step.contentTokens
    if (step.role === ASSISTANT) this.assistantTokens += step.contentTokens
    if (step.isError) this.errors += 1
  }

  finish(): Difference[] {
    const { stepCount, contentTokens, assistantTokens, errorCount } = this.episode
    const counted: [string, number, number][] = [
      ["stepCount", stepCount, this.count],
      ["contentTokens", contentTokens, this.tokens],
      ["assistantTokens", assistantTokens, this.assistantTokens],
      ["errorCount", errorCount, this.errors],
    ]
    for (const [name, stored, computed] of counted) {
      if (stored !== computed) this.differ("steps", `${name} is ${stored}, its steps say ${computed}`)
    }
    if (this.count > 0 && !this.isWhole) this.differ("steps", "its steps have a gap")
    else if (this.hashSteps() !== this.episode.contentHash)
      this.differ("hashes", "its steps are not what was hashed")
    this.texts = []
    return this.found
  }

  private hashSteps(): string {
    if (this.texts.length === 0) return this.digest(`empty ${this.episode.id}`)
    const messages = this.texts.map((text) => JSON.parse(text) as Message)
    return this.digest(hashableConversation(messages, this.texts))
  }

  private digest(text: string): string {
    return hash("sha256", text, "buffer").readBigInt64BE().toString()
  }
}
