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
  /** By row: the number that says which part it is of; from -2 up to less than `limit`. */
  numbers: Int32Array | Int8Array
  limit: number
  /** The numbers wanted, in the order of the answer. */
  wanted: readonly number[]
}

/**
 * Adds up what is kept at every stop. What comes and goes is entered at the stop at which it happens, seen from the highest stop down; `close`
 * makes it sums. Every `every`-th stop is a coarse one, at which the parts are counted as well.
 *
 * Every list has a place more, the first, for what never comes: to leave such rows out would cost a guess of the processor for each.
 */
export class Ledger {
  private readonly columns: EpisodeColumns
  private readonly parts: readonly PartsWanted[]
  private readonly sums: CurveTotals
  /** By part: counts by place among the wanted (the last for all others), then coarse stop. */
  private readonly counts: Int32Array[]
  /** The coarse place of every place. */
  private readonly coarse: Int16Array
  private readonly width: number

  constructor(columns: EpisodeColumns, stopCount: number, parts: readonly PartsWanted[], every: number) {
    const zeros = () => new Float64Array(stopCount + 1)
    this.sums = { episodes: zeros(), tasks: zeros(), contentTokens: zeros(), assistantTokens: zeros() }
    this.columns = columns
    this.parts = parts
    this.coarse = Int16Array.from({ length: stopCount + 1 }, (_, place) => Math.ceil(place / every))
    this.width = Math.floor((stopCount - 1) / every) + 2
    this.counts = parts.map(({ wanted }) => new Int32Array((wanted.length + 1) * this.width))
  }

  /** Column by column: a loop over one array is several times faster than a row at a time over all. */
  enterPresence({ enter, leave }: Presence): void {
    this.enterRows(enter, 1)
    if (leave !== null) this.enterRows(leave, -1)
  }

  enterChanges({ rows, stops, signs }: Changes): void {
    const { episodes, contentTokens, assistantTokens } = this.sums
    const of = { rows, signs, places: stops.map((stop) => stop + 1) }
    addSigned(episodes, of, null)
    addSigned(contentTokens, of, this.columns.contentTokens)
    addSigned(assistantTokens, of, this.columns.assistantTokens)
    const coarse = stops.map((stop) => this.coarse[stop + 1] as number)
    for (const [index, part] of this.parts.entries()) {
      const [counts, starts] = [this.counts[index] as Int32Array, startsOf(part, this.width)]
      countSigned(counts, { rows, signs, places: coarse }, starts, part.numbers)
    }
  }

  /** A task begins (1) or ceases (-1) to be among what is kept. */
  enterTask(stop: number, sign: number): void {
    this.sums.tasks[stop + 1] = (this.sums.tasks[stop + 1] as number) + sign
  }

  /** Sums from the highest stop down, and the parts' counts by place and coarse stop. */
  close(): CurveTotals & { parts: number[][][] } {
    const { episodes, tasks, contentTokens, assistantTokens } = this.sums
    const parts = this.parts.map(({ wanted }, index) =>
      wanted.map((_, place) => {
        const start = place * this.width
        return [...sumDown((this.counts[index] as Int32Array).subarray(start, start + this.width))]
      }),
    )
    return {
      episodes: sumDown(episodes),
      tasks: sumDown(tasks),
      contentTokens: sumDown(contentTokens),
      assistantTokens: sumDown(assistantTokens),
      parts,
    }
  }

  private enterRows(stops: Int16Array, sign: 1 | -1): void {
    count(this.sums.episodes, stops, sign)
    sum(this.sums.contentTokens, stops, this.columns.contentTokens, sign)
    sum(this.sums.assistantTokens, stops, this.columns.assistantTokens, sign)
    if (this.parts.length === 0) return
    const coarse = coarseOf(stops, this.coarse)
    for (const [index, part] of this.parts.entries()) {
      countParts(this.counts[index] as Int32Array, coarse, startsOf(part, this.width), part.numbers, sign)
    }
  }
}

function count(sums: Float64Array, stops: Int16Array, sign: number): void {
  for (let row = 0; row < stops.length; row++) {
    const place = (stops[row] as number) + 1
    sums[place] = (sums[place] as number) + sign
  }
}

function sum(sums: Float64Array, stops: Int16Array, values: Int32Array, sign: number): void {
  for (let row = 0; row < stops.length; row++) {
    const place = (stops[row] as number) + 1
    sums[place] = (sums[place] as number) + sign * (values[row] as number)
  }
}

function coarseOf(stops: Int16Array, coarse: Int16Array): Int16Array {
  const places = new Int16Array(stops.length)
  for (let row = 0; row < places.length; row++) places[row] = coarse[(stops[row] as number) + 1] as number
  return places
}

function countParts(
  counts: Int32Array,
  coarse: Int16Array,
  starts: Int32Array,
  numbers: Int32Array | Int8Array,
  sign: number,
): void {
  for (let row = 0; row < coarse.length; row++) {
    const at = (starts[(numbers[row] as number) + 2] as number) + (coarse[row] as number)
    counts[at] = (counts[at] as number) + sign
  }
}

interface SignedPlaces {
  rows: Uint32Array
  signs: Int8Array
  places: Int16Array
}

/** One for each without values. */
function addSigned(
  sums: Float64Array,
  { rows, signs, places }: SignedPlaces,
  values: Int32Array | null,
): void {
  for (let index = 0; index < rows.length; index++) {
    const place = places[index] as number
    const value = values === null ? 1 : (values[rows[index] as number] as number)
    sums[place] = (sums[place] as number) + value * (signs[index] as number)
  }
}

function countSigned(
  counts: Int32Array,
  { rows, signs, places }: SignedPlaces,
  starts: Int32Array,
  numbers: Int32Array | Int8Array,
): void {
  for (let index = 0; index < rows.length; index++) {
    const number = numbers[rows[index] as number] as number
    const at = (starts[number + 2] as number) + (places[index] as number)
    counts[at] = (counts[at] as number) + (signs[index] as number)
  }
}

/** By number + 2: where the counts of its part begin. */
function startsOf({ limit, wanted }: PartsWanted, width: number): Int32Array {
  const starts = new Int32Array(limit + 2).fill(wanted.length * width)
  for (const [place, number] of wanted.entries()) starts[number + 2] = place * width
  return starts
}

/** From the end to the second place; the first is not part of the answer. */
function sumDown<Sums extends Float64Array | Int32Array>(sums: Sums): Sums {
  for (let place = sums.length - 2; place > 0; place--) {
    sums[place] = (sums[place] as number) + (sums[place + 1] as number)
  }
  return sums.subarray(1) as Sums
}
