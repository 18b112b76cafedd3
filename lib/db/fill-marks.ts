import type { PromptTexts } from "@/lib/db/prompt-texts"
import { AppError } from "@/lib/domain/errors"

/** Where the text of a prompt belongs, before its id. JSON escapes control characters, so that it has none of the marks. */
export const PROMPT_MARK = 1
/** Instead of a line whose episode is not there any more. */
export const GONE_MARK = 2

const PROMPT_BYTES = 1 + 36
/** Of what is handed on at once. */
const PIECE_BYTES = 524_288

function idAt(bytes: Buffer, mark: number): string {
  return bytes.toString("latin1", mark + 1, mark + PROMPT_BYTES)
}

/** Ids of the prompts from a mark on that are whole. */
function* idsFrom(bytes: Buffer, mark: number): Generator<string> {
  for (let at = mark; at >= 0 && at + PROMPT_BYTES <= bytes.length; at = bytes.indexOf(PROMPT_MARK, at + 1))
    yield idAt(bytes, at)
}

function requireWhole(chunk: Buffer): void {
  if (chunk.includes(GONE_MARK)) {
    throw new AppError(
      "CONFLICT",
      "An episode of this dataset was deleted during the export: export it again.",
    )
  }
}

/**
 * Lines with the texts of their prompts in place of their marks, wherever the chunks end: views of the chunks and of the texts,
 * to be joined or copied.
 * @throws AppError CONFLICT at `GONE_MARK`.
 */
export async function* fillMarks(
  chunks: AsyncIterable<Buffer>,
  texts: PromptTexts,
): AsyncGenerator<Buffer[]> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    requireWhole(chunk)
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let pieces: Buffer[] = []
    let pieceBytes = 0
    let from = 0
    let mark = bytes.indexOf(PROMPT_MARK)
    while (mark >= 0 && mark + PROMPT_BYTES <= bytes.length) {
      const id = idAt(bytes, mark)
      const text = texts.get(id) ?? (await texts.load(idsFrom(bytes, mark)))
      pieces.push(bytes.subarray(from, mark), text)
      pieceBytes += mark - from + text.length
      if (pieceBytes >= PIECE_BYTES) {
        yield pieces
        pieces = []
        pieceBytes = 0
      }
      from = mark + PROMPT_BYTES
      mark = bytes.indexOf(PROMPT_MARK, from)
    }
    const end = mark < 0 ? bytes.length : mark
    pieces.push(bytes.subarray(from, end))
    rest = bytes.subarray(end)
    yield pieces
  }
  if (rest.length > 0) throw new Error("the last mark of a prompt is cut off")
}
