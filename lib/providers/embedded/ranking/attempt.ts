import type { Transcript, Turn } from "@/lib/providers/embedded/transcript"
import { readTextCall } from "./call-shape"
import { readSkeleton, readSpans, readTaskSpans, type Span } from "./span"

/** Observations that candidates are drawn from, besides the task. */
const WINDOW = 6

/** A span with how many observations ago it was seen; null when it is only in the task. */
export interface SeenSpan extends Span {
  age: number | null
}

/** What the student knows of an attempt while it goes on. */
export class RankedAttempt {
  readonly task: string
  readonly skeleton: readonly string[]
  readonly tools: string[] = []
  readonly headings = new Set<string>()
  /** Tools that were called with a text, in order, by the text. */
  readonly uses = new Map<string, string[]>()
  /** The last sentence-like argument: a note. */
  lastNote = ""
  readonly #taskSpans: Span[]
  readonly #observations: string[] = []

  constructor(mission: string) {
    this.task = mission.replace(/^\s*\p{L}+:\s*/u, "").trim()
    this.skeleton = readSkeleton(this.task)
    this.#taskSpans = readTaskSpans(this.task)
  }

  observe(observation: string): void {
    this.#observations.push(observation)
    const [first] = readSpans(observation)
    if (first?.kind === "heading") this.headings.add(first.text)
  }

  act(action: string | null): void {
    const call = action === null ? null : readTextCall(action)
    this.tools.push(call?.tool ?? "")
    if (!call) return
    this.uses.set(call.text, [...(this.uses.get(call.text) ?? []), call.tool])
    if (call.text.endsWith(".")) this.lastNote = call.text
  }

  /** Everything that could be an argument, the most recent first. */
  *listSpans(): Generator<SeenSpan> {
    const recent = this.#observations.slice(-WINDOW).reverse()
    for (const [age, observation] of recent.entries()) {
      for (const span of readSpans(observation)) yield { ...span, age }
    }
    for (const span of this.#taskSpans) yield { ...span, age: null }
  }
}

/** The attempt as it was before each turn's action, one turn after the other. */
export function* replayTurns({
  mission,
  turns,
}: Transcript): Generator<{ attempt: RankedAttempt; turn: Turn }> {
  const attempt = new RankedAttempt(mission)
  for (const turn of turns) {
    attempt.observe(turn.observation)
    yield { attempt, turn }
    attempt.act(turn.action)
  }
}
