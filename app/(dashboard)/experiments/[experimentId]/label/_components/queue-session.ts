/** What one sitting has done so far. Times are milliseconds. */
export interface QueueSession {
  /** Judged in this sitting; the server may not know yet. */
  judged: ReadonlySet<string>
  skipped: ReadonlySet<string>
  itemMs: readonly number[]
}

export const NEW_SESSION: QueueSession = { judged: new Set(), skipped: new Set(), itemMs: [] }

export function withJudged(session: QueueSession, episodeId: string, elapsedMs: number): QueueSession {
  const skipped = new Set(session.skipped)
  skipped.delete(episodeId)
  return {
    judged: new Set(session.judged).add(episodeId),
    skipped,
    itemMs: [...session.itemMs, elapsedMs],
  }
}

export function withSkipped(session: QueueSession, episodeId: string): QueueSession {
  return { ...session, skipped: new Set(session.skipped).add(episodeId) }
}

/** After an undo the episodes wait for a judgement again. */
export function withoutJudged(session: QueueSession, episodeIds: readonly string[]): QueueSession {
  return { ...session, judged: session.judged.difference(new Set(episodeIds)) }
}

export function medianMs(itemMs: readonly number[]): number | null {
  const sorted = itemMs.toSorted((left, right) => left - right)
  const middle = sorted.length / 2
  if (sorted.length === 0) return null
  const low = sorted[Math.ceil(middle) - 1] ?? 0
  const high = sorted[Math.floor(middle)] ?? 0
  return (low + high) / 2
}

export type QueueState =
  | { kind: "episode"; episodeId: string }
  /** The next one is on its way. */
  | { kind: "waiting" }
  /** Only skipped ones are left. */
  | { kind: "skipped"; episodeId: string; count: number }
  | { kind: "done" }

/**
 * Where a sitting stands. `current` is the episode of the URL; `next` what the server found after it, undefined while it
 * looks. What was judged here counts as judged even where the server still offers it.
 */
export function queueState(
  session: QueueSession,
  current: string | null,
  next: string | null | undefined,
): QueueState {
  const left = current === null || session.judged.has(current) || session.skipped.has(current)
  if (!left) return { kind: "episode", episodeId: current }
  if (next === undefined) return { kind: "waiting" }
  if (next === null) return endOf(session)
  if (session.judged.has(next)) return { kind: "waiting" }
  if (session.skipped.has(next)) return { kind: "skipped", episodeId: next, count: session.skipped.size }
  return { kind: "episode", episodeId: next }
}

function endOf({ skipped }: QueueSession): QueueState {
  const [first] = skipped
  return first === undefined ? { kind: "done" } : { kind: "skipped", episodeId: first, count: skipped.size }
}
