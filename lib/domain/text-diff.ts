export interface DiffPart {
  kind: "same" | "removed" | "added"
  text: string
}

/** Words, runs of white space and single marks: what a person changes in one go. */
function tokensOf(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? []
}

/** Cells of the table of common lengths; beyond it the middle is shown as replaced whole. */
const TABLE_LIMIT = 4_000_000

function commonStart(left: readonly string[], right: readonly string[]): number {
  let count = 0
  while (count < left.length && count < right.length && left[count] === right[count]) count++
  return count
}

/** What became of a text: shortest edit by words. Joining same and removed gives `before`, same and added `after`. */
export function diffText(before: string, after: string): DiffPart[] {
  const left = tokensOf(before)
  const right = tokensOf(after)
  const start = commonStart(left, right)
  const end = commonStart(left.slice(start).toReversed(), right.slice(start).toReversed())
  const middle = diffTokens(left.slice(start, left.length - end), right.slice(start, right.length - end))
  return joinParts([...same(left.slice(0, start)), ...middle, ...same(left.slice(left.length - end))])
}

function same(tokens: readonly string[]): DiffPart[] {
  return tokens.map((text) => ({ kind: "same", text }))
}

function diffTokens(left: readonly string[], right: readonly string[]): DiffPart[] {
  const width = right.length + 1
  if ((left.length + 1) * width > TABLE_LIMIT) {
    return [
      { kind: "removed", text: left.join("") },
      { kind: "added", text: right.join("") },
    ]
  }
  const lengths = commonLengths(left, right, width)
  const parts: DiffPart[] = []
  let [row, column] = [0, 0]
  while (row < left.length || column < right.length) {
    if (row < left.length && left[row] === right[column]) {
      parts.push({ kind: "same", text: left[row] as string })
      row++
      column++
    } else if (
      column >= right.length ||
      (row < left.length &&
        (lengths[(row + 1) * width + column] as number) >= (lengths[row * width + column + 1] as number))
    ) {
      parts.push({ kind: "removed", text: left[row++] as string })
    } else {
      parts.push({ kind: "added", text: right[column++] as string })
    }
  }
  return parts
}

/** Length of the longest common subsequence of what follows each pair of places. */
function commonLengths(left: readonly string[], right: readonly string[], width: number): Uint16Array {
  const lengths = new Uint16Array((left.length + 1) * width)
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        left[row] === right[column]
          ? (lengths[(row + 1) * width + column + 1] as number) + 1
          : Math.max(
              lengths[(row + 1) * width + column] as number,
              lengths[row * width + column + 1] as number,
            )
    }
  }
  return lengths
}

function joinParts(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.text === "") continue
    if (last?.kind === part.kind) last.text += part.text
    else joined.push({ ...part })
  }
  return joined
}
