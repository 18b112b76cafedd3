import { showHidden } from "@/components/transcript/visible-text"
import type { EpisodeDiffRow } from "@/lib/contracts/episodes"

/** `gpt-4.1 calls get_order, gpt-4.1-nano answers in words`. */
export function describeDivergence(row: EpisodeDiffRow, names: { left: string; right: string }): string {
  const { left, right } = row
  if (left && right && left.tools.length > 0 && left.tools.join() === right.tools.join()) {
    return `both call ${toolsOf(left)}, with different arguments`
  }
  if (left?.kind === "said" && right?.kind === "said") return "they say different things"
  if (!left || !right) return `only ${left ? names.left : names.right} ${actOf(left ?? right)}`
  return `${names.left} ${actOf(left)}, ${names.right} ${actOf(right)}`
}

type Turn = EpisodeDiffRow["left"]

function actOf(turn: Turn): string {
  return turn?.kind === "called" ? `calls ${toolsOf(turn)}` : "answers in words"
}

function toolsOf(turn: NonNullable<Turn>): string {
  return showHidden([...new Set(turn.tools)].join(", ")).slice(0, 120)
}
