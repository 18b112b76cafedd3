import { type ComparableTurn, LEAST_WORDS, withoutTemplates } from "@/lib/domain/curation/first-turn"
import {
  type AuditedEpisode,
  LEAK_KINDS,
  type LeakAudit,
  type LeakCheck,
  type LeakKind,
  MOST_TASKS_PER_SEED,
  NEAR_DUPLICATE,
} from "@/lib/domain/curation/leak"
import { jaccard, MinHashTable } from "@/lib/domain/curation/min-hash"
import { PairLog } from "@/lib/domain/curation/pair-log"

interface Turn extends ComparableTurn {
  members: AuditedEpisode[]
}

/**
 * Looks across the line between training and everything a model is judged on: the same task, the same or nearly the same
 * first user turn, the same seed of the environment, the same template. Same episodes, in any order, same counts.
 */
export function auditLeaks(episodes: readonly AuditedEpisode[], splitBy: "task" | "group"): LeakAudit {
  const { turns, incomparable } = readTurns(episodes)
  const long = turns.filter(({ words }) => words >= LEAST_WORDS)
  const short = turns.filter(({ words }) => words < LEAST_WORDS)
  const logs: Record<LeakKind, PairLog> = {
    task: equalPairs(groupBy(episodes, ({ task }) => task).values()),
    firstTurn: equalPairs(long.map(({ members }) => members)),
    nearFirstTurn: nearPairs(long),
    seed: equalPairs(seedGroups(episodes)),
    group: sharedGroups(episodes),
  }
  const brief = equalPairs(short.map(({ members }) => members))
  const checks = LEAK_KINDS.map((kind) =>
    checkOf(kind, kind === "group" && splitBy === "task" ? "note" : "problem", logs[kind]),
  )
  if (brief.count > 0) checks.push(checkOf("firstTurn", "note", brief))
  const leaking = new Set(LEAK_KINDS.flatMap((kind) => [...logs[kind].training]))
  return {
    passed: checks.every(({ level, pairs }) => level === "note" || pairs === 0),
    checks,
    tasks: {
      train: countTasks(episodes.filter(({ side }) => side === "train")),
      other: countTasks(episodes.filter(({ side }) => side !== "train")),
      incomparable,
    },
    leaking: episodes.flatMap((episode, index) => (leaking.has(episode) ? [index] : [])),
  }
}

function checkOf(kind: LeakKind, level: LeakCheck["level"], { count, examples }: PairLog): LeakCheck {
  return { kind, level, pairs: count, examples }
}

function countTasks(episodes: readonly AuditedEpisode[]): number {
  return new Set(episodes.map(({ task }) => task)).size
}

function groupBy(
  episodes: readonly AuditedEpisode[],
  keyOf: (episode: AuditedEpisode) => string | null,
): Map<string, AuditedEpisode[]> {
  const groups = new Map<string, AuditedEpisode[]>()
  for (const episode of episodes) {
    const key = keyOf(episode)
    if (key === null) continue
    const known = groups.get(key)
    if (known) known.push(episode)
    else groups.set(key, [episode])
  }
  return groups
}

function equalPairs(groups: Iterable<readonly AuditedEpisode[]>): PairLog {
  const log = new PairLog()
  for (const members of groups) log.addEqual(members)
  return log
}

function seedGroups(episodes: readonly AuditedEpisode[]): AuditedEpisode[][] {
  const groups = groupBy(episodes, ({ group, seed }) =>
    seed === null ? null : JSON.stringify([group, seed]),
  )
  return [...groups.values()].filter((members) => countTasks(members) <= MOST_TASKS_PER_SEED)
}

/** One pair for each family on both sides; its episodes are no leak by themselves. */
function sharedGroups(episodes: readonly AuditedEpisode[]): PairLog {
  const log = new PairLog()
  for (const members of groupBy(episodes, ({ group }) => group || null).values()) {
    const train = members.find(({ side }) => side === "train")
    const other = members.find(({ side }) => side !== "train")
    if (train && other) log.add(train, other, 1)
  }
  return log
}

/** Equal first turns as one, with what of them is their own. */
function readTurns(episodes: readonly AuditedEpisode[]): { turns: Turn[]; incomparable: number } {
  const sides = new Set(episodes.map(({ side }) => side === "train"))
  if (sides.size < 2) return { turns: [], incomparable: 0 }
  const equal = [...groupBy(episodes, ({ text }) => text || null)]
  const comparable = withoutTemplates(equal.map(([text, members]) => ({ text, tasks: members })))
  const turns = equal.flatMap(([, members], index): Turn[] => {
    const turn = comparable[index]
    return turn && turn.shingles.length > 0 ? [{ ...turn, members }] : []
  })
  const told = countTasks(turns.flatMap(({ members }) => members))
  return { turns, incomparable: countTasks(episodes) - told }
}

function nearPairs(turns: readonly Turn[]): PairLog {
  const log = new PairLog()
  const table = new MinHashTable()
  for (const turn of turns) table.add(turn.shingles)
  const sides = turns.map(({ members }) => ({
    train: members.find(({ side }) => side === "train"),
    other: members.find(({ side }) => side !== "train"),
  }))
  const compared = new Set<number>()
  const compare = (left: number, right: number) => {
    const [train, other] = [sides[left]?.train, sides[right]?.other]
    const pair = left * turns.length + right
    if (left === right || !train || !other || log.isFull || compared.has(pair)) return
    compared.add(pair)
    const [a, b] = [turns[left] as Turn, turns[right] as Turn]
    const similarity = jaccard(a.shingles, b.shingles)
    if (similarity < NEAR_DUPLICATE) return
    log.add(train, other, similarity)
    log.touch(a.members)
  }
  for (const bucket of table.buckets()) {
    const training = bucket.filter((turn) => sides[turn]?.train)
    for (const left of training) for (const right of bucket) compare(left, right)
  }
  return log
}
