import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import type { TieBreak } from "@/lib/domain/curation/rule"

/** An order of rows: unknown values last, then the row number (that is, the episode id). */
export interface Preference {
  /** True when the left row comes first; a total order, since row numbers differ. */
  prefers: (left: number, right: number) => boolean
  /** True when the left row's first criterion alone puts it last; false also where that does not decide. */
  clearlyWorse: (left: number, right: number) => boolean
}

/** The order that a rule's tie-break list states. */
export function preferenceOf(columns: EpisodeColumns, tieBreak: readonly TieBreak[]): Preference {
  const criteria = tieBreak.map((criterion) => valuesOf(columns, criterion))
  const signs = tieBreak.map((criterion) => (criterion === "score" ? 1 : -1))
  const first = criteria[0]
  const sign = signs[0] as number
  return {
    prefers: (left, right) => {
      for (let index = 0; index < criteria.length; index++) {
        const values = criteria[index] as Float64Array
        const a = values[left] as number
        const b = values[right] as number
        if (a === b) continue
        const unknown = Number(Number.isNaN(a)) - Number(Number.isNaN(b))
        if (unknown !== 0) return unknown < 0
        const lead = (a - b) * (signs[index] as number)
        if (lead !== 0 && !Number.isNaN(lead)) return lead > 0
      }
      return left < right
    },
    clearlyWorse: first
      ? (left, right) => ((first[left] as number) - (first[right] as number)) * sign < 0
      : () => false,
  }
}

function valuesOf(columns: EpisodeColumns, criterion: TieBreak): Float64Array | Int32Array {
  switch (criterion) {
    case "score":
      return columns.score
    case "steps":
      return columns.steps
    case "cost":
      return columns.costMicro
  }
}
