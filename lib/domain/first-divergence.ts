import { keyArguments } from "@/lib/domain/action-key"
import { alignTurns, type DiffRow } from "@/lib/domain/episode-diff"
import { type Turn, toTurns } from "@/lib/domain/episode-turns"
import type { Message } from "@/lib/domain/message"

/**
 * How the second attempt parts from the first: it calls another tool, the same with other arguments, leaves a call out (it speaks
 * or goes on instead), makes one more, or, where nobody calls tools, says something else.
 */
export const DIVERGENCE_KINDS = ["other_tool", "other_arguments", "missing", "extra", "text"] as const

export type DivergenceKind = (typeof DIVERGENCE_KINDS)[number]

export interface Divergence {
  kind: DivergenceKind
  /** Which action it is, from 1: before it both did the same. */
  action: number
  /** What the first called, else what the second did; null for words. */
  tool: string | null
  /** What the second called in its place; null unless that is another tool. */
  otherTool: string | null
  /** Names of the arguments that differ, in order; empty but for `other_arguments`. */
  fields: string[]
  /** The old and the new value where one short argument differs. */
  change: { from: string; to: string } | null
  /** Where to read it: the step of each, null where it did nothing. */
  left: number | null
  right: number | null
}

/** Where two attempts at one task part first; null when both do the same to the end. */
export function findFirstDivergence(left: readonly Message[], right: readonly Message[]): Divergence | null {
  let actions = 0
  const [ours, theirs] = [toTurns(left), toTurns(right)]
  const acting = [...ours, ...theirs].some(({ kind }) => kind === "called") ? "called" : "said"
  for (const row of alignTurns(ours, theirs)) {
    if (row.parts) return describe(row, actions + 1)
    if (row.left?.kind === acting) actions += 1
  }
  return null
}

function describe({ left, right }: DiffRow, action: number): Divergence {
  const [tool, otherTool] = [toolsOf(left), toolsOf(right)]
  const at = { action, left: left?.from ?? null, right: right?.from ?? null }
  const plain = { ...at, tool: tool ?? otherTool, otherTool: null, fields: [], change: null }
  if (tool === null && otherTool === null) return { ...plain, kind: "text" }
  if (otherTool === null) return { ...plain, kind: "missing" }
  if (tool === null) return { ...plain, kind: "extra" }
  if (tool !== otherTool) return { ...plain, kind: "other_tool", otherTool }
  return { ...plain, kind: "other_arguments", ...changedArguments(left?.key ?? "", right?.key ?? "") }
}

function toolsOf(turn: Turn | null): string | null {
  return turn?.kind === "called" ? turn.tools.join(", ") : null
}

/** Longer values are told apart by their texts, not in a tally. */
const SHORT = 24

/** `left` and `right` are keys of turns that call the same tools. */
function changedArguments(left: string, right: string): Pick<Divergence, "fields" | "change"> {
  const [ours, theirs] = [keyArguments(left), keyArguments(right)]
  const names = [...new Set([...ours.keys(), ...theirs.keys()])].sort()
  const fields = names.filter((name) => ours.get(name) !== theirs.get(name))
  const [only] = fields
  const [from, to] = [ours.get(only ?? ""), theirs.get(only ?? "")]
  const isShort = fields.length === 1 && from && to && from.length <= SHORT && to.length <= SHORT
  return { fields, change: isShort ? { from, to } : null }
}
