import type { RatingRow } from "@/lib/db/agreement.sql"
import type { Verdict } from "@/lib/domain/label"

/** The word that stands for each episode: an adjudicated one, else the latest. */
export function decidedRatings(rows: readonly RatingRow[]): Map<string, RatingRow> {
  const sorted = rows.toSorted(
    (left, right) =>
      Number(left.adjudicated) - Number(right.adjudicated) || +left.createdAt - +right.createdAt,
  )
  return new Map(sorted.map((row) => [row.episodeId, row]))
}

/** Verdicts of people and of a judge on the episodes that have both. */
export function pairWithPeople(
  judged: readonly RatingRow[],
  people: ReadonlyMap<string, RatingRow>,
): (readonly [Verdict, Verdict])[] {
  return [...decidedRatings(judged).values()].flatMap(({ episodeId, verdict }) => {
    const human = people.get(episodeId)
    return human ? [[human.verdict, verdict] as const] : []
  })
}
