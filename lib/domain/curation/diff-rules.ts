import type { Rule } from "@/lib/domain/curation/rule"

/** A line of two recipes side by side; `index` are the places in each, null where a recipe has no such rule. */
export interface RuleChange {
  change: "same" | "changed" | "added" | "removed"
  before: Rule | null
  after: Rule | null
  index: { before: number | null; after: number | null }
}

function equal(left: unknown, right: unknown): boolean {
  return JSON.stringify(sortKeys(left)) === JSON.stringify(sortKeys(right))
}

function sortKeys(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Equal rules weigh more than rules of one type, so that a changed rule never takes the place of an unchanged one. */
function worth(left: Rule, right: Rule): number {
  if (equal(left, right)) return 3
  return left.type === right.type ? 1 : 0
}

/** `table[i][j]`: the most that the first i and j rules can be worth side by side. */
function alignmentTable(before: readonly Rule[], after: readonly Rule[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  before.forEach((left, i) => {
    after.forEach((right, j) => {
      const value = worth(left, right)
      const paired = value > 0 ? (table[i]?.[j] ?? 0) + value : 0
      const row = table[i + 1] as number[]
      row[j + 1] = Math.max(paired, table[i]?.[j + 1] ?? 0, row[j] ?? 0)
    })
  })
  return table
}

/** The last line of the best alignment of the first `i` and `j` rules. */
function lastChange(
  table: readonly number[][],
  [before, i]: [readonly Rule[], number],
  [after, j]: [readonly Rule[], number],
): RuleChange {
  const [left, right] = [before[i - 1] ?? null, after[j - 1] ?? null]
  const at = (row: number, column: number) => table[row]?.[column] ?? 0
  const value = left && right ? worth(left, right) : 0
  if (value > 0 && at(i, j) === at(i - 1, j - 1) + value) {
    const index = { before: i - 1, after: j - 1 }
    return { change: value === 3 ? "same" : "changed", before: left, after: right, index }
  }
  if (right && (!left || at(i, j - 1) >= at(i - 1, j))) {
    return { change: "added", before: null, after: right, index: { before: null, after: j - 1 } }
  }
  return { change: "removed", before: left, after: null, index: { before: i - 1, after: null } }
}

/** The rules of two recipes in their order: what stayed, what was changed, what came and what went. */
export function diffRules(before: readonly Rule[], after: readonly Rule[]): RuleChange[] {
  const table = alignmentTable(before, after)
  const changes: RuleChange[] = []
  let [i, j] = [before.length, after.length]
  while (i > 0 || j > 0) {
    const line = lastChange(table, [before, i], [after, j])
    changes.push(line)
    if (line.before) i -= 1
    if (line.after) j -= 1
  }
  return changes.reverse()
}
