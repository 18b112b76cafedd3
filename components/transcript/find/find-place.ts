import { type Block, findBlock } from "../blocks"

/** One match: the block that holds it, and which of the block's matches it is, from 0. */
export interface FindPlace {
  from: number
  to: number
  nth: number
}

/** All matches in reading order are numbered from 0; this is where one of them stands, null past the last. */
export function placeMatch(
  blocks: readonly Block[],
  steps: readonly { idx: number; count: number }[],
  match: number,
): FindPlace | null {
  let before = 0
  let inBlock = { from: -1, matches: 0 }
  for (const { idx, count } of steps) {
    const block = blocks[findBlock(blocks, idx)]
    if (!block) return null
    if (block.from !== inBlock.from) inBlock = { from: block.from, matches: 0 }
    if (match < before + count) {
      return { from: block.from, to: block.to, nth: inBlock.matches + match - before }
    }
    before += count
    inBlock.matches += count
  }
  return null
}

/** The first match at or after a step; 0 when there is none. */
export function firstMatchFrom(steps: readonly { idx: number; count: number }[], stepIdx: number): number {
  let before = 0
  for (const { idx, count } of steps) {
    if (idx >= stepIdx) return before
    before += count
  }
  return 0
}
