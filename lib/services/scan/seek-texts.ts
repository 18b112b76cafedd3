import type { ClientBase, Pool } from "pg"
import { listWritten, readCoverage, readScanMoment, type ScanMoment } from "@/lib/db/scan.sql"
import { type Rule, type TextRule, textKey } from "@/lib/domain/curation/rule"
import { findText } from "@/lib/services/scan/find-text"
import { scanId } from "@/lib/services/scan/scan-id"

/** A rule that cannot decide before a scan has read what is new. */
export interface PendingScan {
  rule: number
  scanId: string
  /** How many episodes nobody has read for it. */
  episodes: number
}

export interface SoughtTexts {
  /** By `textKey`: the episodes that hold it. */
  found: ReadonlyMap<string, ReadonlySet<string>>
  pending: PendingScan[]
}

/** So many new episodes are read while somebody waits; more are left to the worker. */
const READ_AT_ONCE = 2000

/** Looks up what scans have found for the text rules, and reads the few episodes that came since. */
export async function seekTexts(
  client: ClientBase | Pool,
  experimentId: string,
  rules: readonly Rule[],
): Promise<SoughtTexts> {
  const found = new Map<string, ReadonlySet<string>>()
  const pending: PendingScan[] = []
  if (!rules.some((rule) => rule.enabled && rule.type === "text")) return { found, pending }
  const moment = await readScanMoment(client, experimentId)
  for (const [index, rule] of rules.entries()) {
    if (!moment || !rule.enabled || rule.type !== "text" || found.has(textKey(rule))) continue
    const answer = await seekText(client, experimentId, rule, moment)
    if (answer.matches) found.set(textKey(rule), answer.matches)
    else pending.push({ rule: index, scanId: answer.scanId, episodes: answer.unread })
  }
  return { found, pending }
}

async function seekText(
  client: ClientBase | Pool,
  experimentId: string,
  rule: TextRule,
  moment: ScanMoment,
): Promise<{ matches: Set<string> | null; scanId: string; unread: number }> {
  const id = scanId({ kind: "text", within: rule.within, text: rule.text })
  const coverage = await readCoverage(client, experimentId, id)
  // Until the epoch changes episodes are only added, so that an equal number of them are the same.
  const known = coverage?.epoch === moment.epoch ? coverage : null
  const matches = new Set(known?.matches)
  if (known?.episodes === moment.episodes) return { matches, scanId: id, unread: 0 }
  const since = known?.watermark ?? null
  const unread = await listWritten(client, experimentId, since, READ_AT_ONCE + 1)
  if (unread.length > READ_AT_ONCE) {
    return { matches: null, scanId: id, unread: moment.episodes - (known?.episodes ?? 0) }
  }
  for (const match of await findText(client, experimentId, unread, rule)) matches.add(match)
  return { matches, scanId: id, unread: 0 }
}

/** The texts of columns, from the ids of the episodes that hold them. */
export function textColumns(
  count: number,
  rowOf: (episodeId: string) => number,
  { found }: SoughtTexts,
): Record<string, Int8Array> {
  const columns = [...found].map(([key, ids]) => {
    const column = new Int8Array(count)
    for (const id of ids) {
      const row = rowOf(id)
      if (row >= 0) column[row] = 1
    }
    return [key, column]
  })
  return Object.fromEntries(columns)
}
