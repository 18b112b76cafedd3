import { O200K_TOKEN_SPLIT_REGEX } from "gpt-tokenizer/encodingParams/constants"
import { processWide } from "@/lib/domain/process-wide"
import { countMerged } from "@/lib/domain/tokens/merge-bytes"
import { PieceCounts } from "@/lib/domain/tokens/piece-counts"
import { BEHIND, nextPiece } from "@/lib/domain/tokens/split-ascii"
import { TextBytes } from "@/lib/domain/tokens/text-bytes"

/** Byte-pair merging is quadratic in the length of one piece, so longer pieces are counted in parts. */
const LONGEST_PIECE = 256
/** Texts beyond this are counted up to here and scaled; a count is never worth minutes. */
const SAMPLE_CHARS = 1_000_000
const FIRST_BYTES = 64 * 1024

const counts = processWide("token counts", () => new PieceCounts(countMerged))
const whole = new TextBytes(FIRST_BYTES)
const part = new TextBytes(3 * LONGEST_PIECE)

/** Writes an ASCII text into `whole` with what marks its end; false when it is none. */
function readAscii(text: string): boolean {
  whole.reserve(text.length)
  const { read, written } = whole.write(text)
  if (read < text.length || written > text.length) return false
  whole.bytes[written] = BEHIND
  return true
}

function countAscii(length: number): number {
  const { bytes } = whole
  let sum = 0
  for (let from = 0; from < length; ) {
    const end = nextPiece(bytes, from)
    for (let at = from; at < end; at += LONGEST_PIECE)
      sum += counts.get(whole, at, Math.min(end, at + LONGEST_PIECE))
    from = end
  }
  return sum
}

function countPiece(piece: string): number {
  let sum = 0
  for (let at = 0; at < piece.length; at += LONGEST_PIECE)
    sum += counts.get(part, 0, part.write(piece.slice(at, at + LONGEST_PIECE)).written)
  return sum
}

/**
 * Tokens of a text in OpenAI's o200k encoding, markers such as `<|endoftext|>` read as text; the same measure for every model, so that episodes compare. Exact up to a million
 * characters without unbroken pieces beyond 256: the encoding merges inside pieces only, and most pieces were seen before.
 */
export function countTokens(text: string): number {
  if (text.length > SAMPLE_CHARS) {
    return Math.round((countTokens(text.slice(0, SAMPLE_CHARS)) * text.length) / SAMPLE_CHARS)
  }
  if (readAscii(text)) return countAscii(text.length)
  return (text.match(O200K_TOKEN_SPLIT_REGEX) ?? []).reduce((sum, piece) => sum + countPiece(piece), 0)
}
