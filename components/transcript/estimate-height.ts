import type { Block } from "./blocks"
import type { TranscriptView } from "./transcript-context"

const LINE = 20
const CHARS_PER_TOKEN = 4
const CHARS_PER_LINE = 95

/**
 * A guess in pixels, until the row is measured: folded rows are known, texts go by their tokens up to the fold, and calls
 * by what their renderer says.
 */
export function estimateHeight(block: Block, view: TranscriptView, callHeight: number): number {
  const lines = (most: number) =>
    Math.min(most, Math.ceil((block.contentTokens * CHARS_PER_TOKEN) / CHARS_PER_LINE)) * LINE
  switch (block.kind) {
    case "system":
      return view.system ? 20 + lines(40) : 32
    case "user":
    case "assistant":
      return 36 + lines(30)
    case "call":
    case "result":
      return view.tools ? callHeight : 44
  }
}
