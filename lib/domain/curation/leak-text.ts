import type { LeakCheck, LeakKind } from "@/lib/domain/curation/leak"

/** What two tasks across the line have in common. */
export const LEAK_WORDS: Record<LeakKind, string> = {
  task: "the same task",
  firstTurn: "the same first user turn",
  nearFirstTurn: "nearly the same first user turn",
  seed: "the same environment seed",
  group: "a template on both sides",
}

type Found = Pick<LeakCheck, "kind" | "level" | "pairs">

/** "32 pairs of tasks with the same first user turn, 3 with the same environment seed"; empty when there is no problem. */
export function describeLeaks(checks: readonly Found[]): string {
  const problems = checks.filter(({ level, pairs }) => level === "problem" && pairs > 0)
  return problems
    .map(({ kind, pairs }, index) => {
      if (kind === "group") return `${pairs} ${pairs === 1 ? "template" : "templates"} on both sides`
      const noun = index > 0 ? "" : pairs === 1 ? " pair of tasks" : " pairs of tasks"
      return `${pairs.toLocaleString("en")}${noun} with ${LEAK_WORDS[kind]}`
    })
    .join(", ")
}
