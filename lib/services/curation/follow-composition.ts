import type { CurationCurve } from "@/lib/contracts/curation"
import { countBy } from "@/lib/domain/curation/composition"
import type { PartsWanted } from "@/lib/domain/curation/ledger"
import { STATE_OF_LABEL } from "@/lib/domain/curation/row-test"
import { STOP_REASONS } from "@/lib/domain/episode"
import type { ChosenEpisodes } from "@/lib/services/curation/open-episodes"
import type { RunSummary } from "@/lib/services/curation/require-runs"

/** Tasks, and runs, whose counts are worth sending for every coarse stop of a threshold. */
const FOLLOWED = 200

/** Below every number there is. */
const NO_SUCH_RUN = -2

export interface FollowedComposition {
  /** What a curve counts on its way. */
  parts: PartsWanted[]
  /** Names what a curve counted. */
  nameParts: (counts: readonly number[][][]) => CurationCurve["composition"]
}

/** How to follow along a threshold what is kept there: of the tasks that have most of the given rows, and of the first runs. */
export function followComposition(
  episodes: ChosenEpisodes,
  runs: readonly RunSummary[],
  rows: Uint32Array,
): FollowedComposition {
  const { columns, runNumbers } = episodes
  const tasks = mostFrequent(countBy(columns, "taskNo", rows), episodes.countsOf("taskNo"))
  const followed = runNumbers.slice(0, FOLLOWED).map((number) => (number < 0 ? NO_SUCH_RUN : number))
  return {
    parts: [
      { numbers: columns.taskNo, limit: episodes.tasks.length, wanted: tasks },
      { numbers: columns.runNo, limit: episodes.runIds.length, wanted: followed },
      { numbers: columns.label, limit: 2, wanted: STATE_OF_LABEL.map((_, index) => index - 2) },
      {
        numbers: columns.stopReason,
        limit: STOP_REASONS.length,
        wanted: STOP_REASONS.map((_, index) => index),
      },
    ],
    nameParts: ([ofTasks = [], ofRuns = [], ofLabels = [], ofReasons = []]) => ({
      tasks: ofTasks.flatMap((counts, place) => {
        const task = episodes.tasks[tasks[place] as number]
        return task ? [{ key: task.key, counts }] : []
      }),
      runs: ofRuns.flatMap((counts, place) => {
        const run = runs[place]
        return run ? [{ runId: run.id, counts }] : []
      }),
      labels: nameCounts(STATE_OF_LABEL, ofLabels),
      stopReasons: nameCounts(STOP_REASONS, ofReasons),
    }),
  }
}

/** Of those that have any: one that has none of the rows now may have some elsewhere along the threshold. */
function mostFrequent(counts: Uint32Array, all: Uint32Array): number[] {
  const numbers = [...all.keys()].filter((number) => (all[number] as number) > 0)
  const of = (number: number) => counts[number] ?? 0
  return numbers
    .sort((a, b) => of(b) - of(a) || (all[b] as number) - (all[a] as number) || a - b)
    .slice(0, FOLLOWED)
}

function nameCounts<Name extends string>(names: readonly Name[], counts: readonly number[][]) {
  const named = names.flatMap((name, index) => {
    const along = counts[index] ?? []
    return along.some((count) => count > 0) ? [[name, along]] : []
  })
  return Object.fromEntries(named) as Partial<Record<Name, number[]>>
}
