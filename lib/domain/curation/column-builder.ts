import {
  COLUMN_NAMES,
  type ColumnName,
  type ColumnValues,
  createColumn,
  type EpisodeColumns,
  NO_NAMES,
} from "@/lib/domain/curation/episode-columns"
import { EpisodeIds } from "@/lib/domain/curation/episode-ids"

/** Episodes as columns, with their ids. */
export interface Episodes {
  columns: EpisodeColumns
  ids: EpisodeIds
}

/** Collects episodes that come in ascending order of id into columns, without an object for each. */
export class ColumnBuilder {
  count = 0
  private capacity: number
  private ids: Uint8Array
  private values: ColumnValues
  private metrics: Record<string, Float64Array> = {}

  /** `expected` episodes fit without moving what is there. */
  constructor(expected: number) {
    this.capacity = Math.max(16, expected)
    this.ids = new Uint8Array(16 * this.capacity)
    this.values = Object.fromEntries(
      COLUMN_NAMES.map((name) => [name, createColumn(name, this.capacity)]),
    ) as ColumnValues
  }

  /** Begins the next row, all unknown; `set` fills it. */
  begin(bytes: Uint8Array, start: number): void {
    if (this.count === this.capacity) this.grow()
    for (let index = 0; index < 16; index++) {
      this.ids[16 * this.count + index] = bytes[start + index] as number
    }
    this.count += 1
  }

  set(name: ColumnName, value: number): void {
    this.values[name][this.count - 1] = value
  }

  setMetric(name: string, value: number): void {
    if (!Object.hasOwn(this.metrics, name)) {
      Object.defineProperty(this.metrics, name, {
        value: new Float64Array(this.capacity).fill(Number.NaN),
        enumerable: true,
        writable: true,
      })
    }
    ;(this.metrics[name] as Float64Array)[this.count - 1] = value
  }

  finish(): Episodes {
    const { count } = this
    const values = COLUMN_NAMES.map((name) => [name, this.values[name].subarray(0, count)])
    const metrics = Object.entries(this.metrics).map(([name, column]) => [name, column.subarray(0, count)])
    const columns: EpisodeColumns = {
      ...(Object.fromEntries(values) as ColumnValues),
      count,
      metrics: Object.fromEntries(metrics),
      names: NO_NAMES,
      texts: {},
    }
    return { columns, ids: new EpisodeIds(this.ids.subarray(0, 16 * count)) }
  }

  private grow(): void {
    const before = { values: this.values, ids: this.ids, metrics: this.metrics }
    this.capacity *= 2
    this.ids = new Uint8Array(16 * this.capacity)
    this.ids.set(before.ids)
    this.values = Object.fromEntries(
      COLUMN_NAMES.map((name) => {
        const column = createColumn(name, this.capacity)
        column.set(before.values[name])
        return [name, column]
      }),
    ) as ColumnValues
    this.metrics = Object.fromEntries(
      Object.entries(before.metrics).map(([name, column]) => {
        const longer = new Float64Array(this.capacity).fill(Number.NaN)
        longer.set(column)
        return [name, longer]
      }),
    )
  }
}
