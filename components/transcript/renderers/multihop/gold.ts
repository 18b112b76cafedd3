import type { Revealed } from "@/components/transcript/transcript-context"

export interface Gold {
  isGold: (title: string) => boolean
  answer: string | null
}

const LONGEST_ANSWER = 300

/** The evidence and the answer that the task names, where they may be seen. */
export function readGold(revealed: Revealed | null): Gold {
  const data = revealed?.taskData
  const { titles, answer } =
    typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {}
  const known = new Set(Array.isArray(titles) ? titles.map(normalize).filter(Boolean) : [])
  return {
    isGold: (title) => known.has(normalize(title)),
    answer: typeof answer === "string" && answer !== "" ? answer.slice(0, LONGEST_ANSWER) : null,
  }
}

function normalize(title: unknown): string {
  return typeof title === "string" ? title.trim().toLowerCase() : ""
}
