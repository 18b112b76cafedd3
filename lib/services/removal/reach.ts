import { z } from "zod"
import type { Retention } from "@/lib/contracts/removals"
import type { Removal } from "@/lib/db/generated/client"
import type { Reach } from "@/lib/db/removal.sql"

const DAY_MS = 24 * 3600 * 1000

const ruleSchema = z.object({ before: z.string(), keepLabelled: z.boolean(), keepMembers: z.boolean() })

/** What a rule reaches, seen from a moment. */
export function reachOfRetention(
  { keepDays, ...keeps }: Retention,
  now: Date,
): Reach & { kind: "retention" } {
  const before = new Date(now.getTime() - keepDays * DAY_MS).toISOString()
  return { kind: "retention", before, ...keeps }
}

export function reachOf(row: Removal): Reach {
  if (row.kind === "run" && row.runId) return { kind: "run", runId: row.runId }
  if (row.kind === "experiment") return { kind: "experiment" }
  return { kind: "retention", ...ruleSchema.parse(row.rule) }
}
