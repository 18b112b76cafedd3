import type { Changes } from "@/lib/domain/curation/changes"
import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import type { Presence } from "@/lib/domain/curation/presence"

/** What the recipe keeps when the threshold's lower end stands at each stop (ascending): one entry per stop in every array. */
export interface CurveTotals {
  episodes: Float64Array
  tasks: Float64Array
  contentTokens: Float64Array
  assistantTokens: Float64Array
}

/** Parts of a whole whose counts are wanted at the coarse stops of the curve. */
export interface PartsWanted {
  /** By row: the number that says which part it is of. */
  numbers: Int32Array | Int8Array
  /** The numbers wanted (-2 and above), in the order of the answer. */
  wanted: readonly number[]
}

/** Which rows (all in turn when null) come (1) or go (-1, by row or all alike) at which stop; a negative stop is none. */
interface Entries {
  rows: Uint32Array | null
  stops: Int16Array
  signs: Int8Array | null
  sign: number
}

/**
 * Adds up what is kept at every stop. What comes and goes is entered at the stop at which it happens, seen from the highest stop down; `close`
 * makes it sums. Every `every`-th stop is a coarse one, at which the parts are counted as well.
 */
export class Ledger {
  readonly totals: CurveTotals
  private readonly columns: EpisodeColumns
  private readonly parts: readonly PartsWanted[]
  /** By part: counts by place among the wanted, then coarse stop. */
  private readonly counts: Int32Array[]
  private readonly every: number
  private readonly coarseCount: number

  constructor(columns: EpisodeColumns, stopCount: number, parts: readonly PartsWanted[], every: number) {
    const zeros = () => new Float64Array(stopCount)
    this.totals = { episodes: zeros(), tasks: zeros(), contentTokens: zeros(), assistantTokens: zeros() }
    this.columns = columns
    this.parts = parts
    this.every = every
    this.coarseCount = Math.floor((stopCount - 1) / every) + 1
    this.counts = parts.map(({ wanted }) => new Int32Array(wanted.length * this.coarseCount))
  }

  enterPresence({ enter, leave }: Presence): void {
    this.enter({ rows: null, stops: enter, signs: null, sign: 1 })
    if (leave !== null) this.enter({ rows: null, stops: leave, signs: null, sign: -1 })
  }

  enterChanges({ rows, stops, signs }: Changes): void {
    this.enter({ rows, stops, signs, sign: 1 })
  }

  /** A task begins (1) or ceases (-1) to be among what is kept. */
  enterTask(stop: number, sign: number): void {
    this.totals.tasks[stop] = (this.totals.tasks[stop] as number) + sign
  }

  /** Sums from the highest stop down; answers the parts' counts, by place and coarse stop. */
  close(): number[][][] {
    for (const sums of Object.values(this.totals)) sumDown(sums, 0, sums.length)
    return this.counts.map((counts) => {
      const rows: number[][] = []
      for (let start = 0; start < counts.length; start += this.coarseCount) {
        sumDown(counts, start, start + this.coarseCount)
        rows.push([...counts.subarray(start, start + this.coarseCount)])
      }
      return rows
    })
  }

  /** Column by column: a loop over one array is several times faster than a row at a time over all. */
  private enter(entries: Entries): void {
    count(this.totals.episodes, entries)
    sum(this.totals.contentTokens, entries, this.columns.contentTokens)
    sum(this.totals.assistantTokens, entries, this.columns.assistantTokens)
    this.parts.forEach((part, index) => {
      countParts(this.counts[index] as Int32Array, entries, part, this.coarseCount, this.every)
    })
  }
}

function count(sums: Float64Array, { stops, signs, sign }: Entries): void {
  for (let index = 0; index < stops.length; index++) {
    const stop = stops[index] as number
    if (stop >= 0) sums[stop] = (sums[stop] as number) + (signs === null ? sign : (signs[index] as number))
  }
}

function sum(sums: Float64Array, { rows, stops, signs, sign }: Entries, values: Int32Array): void {
  for (let index = 0; index < stops.length; index++) {
    const stop = stops[index] as number
    if (stop < 0) continue
    const value = values[rows === null ? index : (rows[index] as number)] as number
    sums[stop] = (sums[stop] as number) + value * (signs === null ? sign : (signs[index] as number))
  }
}

function countParts(
  counts: Int32Array,
  { rows, stops, signs, sign }: Entries,
  { numbers, wanted }: PartsWanted,
  coarseCount: number,
  every: number,
): void {
  // Numbers begin at -2, the label of what has none.
  const startOf = new Int32Array(3 + Math.max(0, ...wanted)).fill(-1)
  for (const [place, number] of wanted.entries()) startOf[number + 2] = place * coarseCount
  for (let index = 0; index < stops.length; index++) {
    const stop = stops[index] as number
    if (stop < 0) continue
    const number = (numbers[rows === null ? index : (rows[index] as number)] as number) + 2
    const start = number < startOf.length ? (startOf[number] as number) : -1
    if (start < 0) continue
    const at = start + Math.floor(stop / every)
    counts[at] = (counts[at] as number) + (signs === null ? sign : (signs[index] as number))
  }
}

function sumDown(sums: Float64Array | Int32Array, start: number, end: number): void {
  for (let index = end - 2; index >= start; index--) {
    sums[index] = (sums[index] as number) + (sums[index + 1] as number)
  }
}
