import type { PromptTexts } from "@/lib/db/prompt-texts"
import { ByteChunks } from "@/lib/domain/byte-chunks"
import { AppError } from "@/lib/domain/errors"

/** Where the text of a prompt belongs, before its id. JSON escapes control characters, so that it has none of the marks. */
export const PROMPT_MARK = 1
/** Instead of a line whose episode is not there any more. */
export const GONE_MARK = 2

const PROMPT_BYTES = 1 + 36

function idAt(bytes: Buffer, mark: number): string {
  return bytes.toString("latin1", mark + 1, mark + PROMPT_BYTES)
}

/** Where the next mark of a prompt lies, or the end. */
function nextMark(bytes: Buffer, from: number): number {
  const mark = bytes.indexOf(PROMPT_MARK, from)
  return mark < 0 ? bytes.length : mark
}

/** Where the marks of prompts lie that are whole, from `from` on. */
function* wholeMarks(bytes: Buffer, from = 0): Generator<number> {
  let mark = nextMark(bytes, from)
  while (mark + PROMPT_BYTES <= bytes.length) {
    yield mark
    mark = nextMark(bytes, mark + PROMPT_BYTES)
  }
}

function* idsFrom(bytes: Buffer, mark: number): Generator<string> {
  for (const at of wholeMarks(bytes, mark)) yield idAt(bytes, at)
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
 * Lines with the texts of their prompts in place of their marks, wherever the chunks end, in chunks of at least `leastBytes`.
 * @throws AppError CONFLICT at `GONE_MARK`.
 */
export async function* fillMarks(
  chunks: AsyncIterable<Buffer>,
  texts: PromptTexts,
  leastBytes: number,
): AsyncGenerator<Buffer> {
  const filled = new ByteChunks(leastBytes)
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    requireWhole(chunk)
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let from = 0
    for (const mark of wholeMarks(bytes)) {
      const text = texts.get(idAt(bytes, mark)) ?? (await texts.load(idsFrom(bytes, mark)))
      for (const piece of [bytes.subarray(from, mark), text]) {
        const full = filled.add(piece)
        if (full) yield full
      }
      from = mark + PROMPT_BYTES
    }
    const end = nextMark(bytes, from)
    const full = filled.add(bytes.subarray(from, end))
    if (full) yield full
    rest = bytes.subarray(end)
  }
  if (rest.length > 0) throw new Error("the last mark of a prompt is cut off")
  const last = filled.rest()
  if (last) yield last
}
