import type { CurationPreview } from "@/lib/contracts/curation"
import { compositionOf } from "@/lib/domain/curation/composition"
import type { PartsWanted } from "@/lib/domain/curation/ledger"
import { STATE_OF_LABEL } from "@/lib/domain/curation/row-test"
import { STOP_REASONS } from "@/lib/domain/episode"
import type { ChosenEpisodes } from "@/lib/services/curation/open-episodes"
import type { RunSummary } from "@/lib/services/curation/require-runs"

type Composition = CurationPreview["composition"]
type CurveComposition = NonNullable<CurationPreview["curve"]>["composition"]

/** Tasks, and runs, whose counts are worth sending for every coarse stop of a threshold. */
const FOLLOWED = 200

export interface DescribedComposition {
  composition: Composition
  /** What a curve counts on its way. */
  parts: PartsWanted[]
  /** Names what a curve counted. */
  nameParts: (counts: readonly number[][][]) => CurveComposition
}

/** What the kept rows are made of, and how to follow that along a threshold. */
export function describeComposition(
  episodes: ChosenEpisodes,
  runs: readonly RunSummary[],
  kept: Uint32Array,
): DescribedComposition {
  const { columns, runNumbers } = episodes
  const ours = compositionOf(columns, kept)
  const tasks = describeTasks(episodes, ours.tasks)
  const ofRun = episodes.countsOf("runNo")
  const composition: Composition = {
    runs: runs.map((run, place) => ({
      runId: run.id,
      name: run.name,
      kept: ours.runs.get(runNumbers[place] as number) ?? 0,
      of: ofRun[runNumbers[place] as number] ?? 0,
    })),
    tasks: tasks.map(({ number: _, ...task }) => task),
    labels: Object.fromEntries(ours.labels),
    stopReasons: Object.fromEntries(ours.stopReasons),
  }
  const followed = runNumbers.slice(0, FOLLOWED).map((number) => (number < 0 ? NO_SUCH_RUN : number))
  return {
    composition,
    parts: [
      {
        numbers: columns.taskNo,
        limit: episodes.tasks.length,
        wanted: tasks.slice(0, FOLLOWED).map(({ number }) => number),
      },
      { numbers: columns.runNo, limit: episodes.runIds.length, wanted: followed },
      { numbers: columns.label, limit: 2, wanted: STATE_OF_LABEL.map((_, index) => index - 2) },
      {
        numbers: columns.stopReason,
        limit: STOP_REASONS.length,
        wanted: STOP_REASONS.map((_, index) => index),
      },
    ],
    nameParts: ([ofTasks = [], ofRuns = [], ofLabels = [], ofReasons = []]) => ({
      tasks: ofTasks,
      runs: ofRuns,
      labels: nameCounts(STATE_OF_LABEL, ofLabels),
      stopReasons: nameCounts(STOP_REASONS, ofReasons),
    }),
  }
}

/** Below every number there is. */
const NO_SUCH_RUN = -2

/** Most kept first. */
function describeTasks(episodes: ChosenEpisodes, kept: ReadonlyMap<number, number>) {
  const tasks = [...episodes.countsOf("taskNo").entries()].flatMap(([number, of]) => {
    const task = episodes.tasks[number]
    if (of === 0 || !task) return []
    const { key, title, group } = task
    return [{ number, key, title, group, kept: kept.get(number) ?? 0, of }]
  })
  return tasks.sort((a, b) => b.kept - a.kept || b.of - a.of || (a.key < b.key ? -1 : 1))
}

function nameCounts<Name extends string>(names: readonly Name[], counts: readonly number[][]) {
  const named = names.flatMap((name, index) => {
    const along = counts[index] ?? []
    return along.some((count) => count > 0) ? [[name, along]] : []
  })
  return Object.fromEntries(named) as Partial<Record<Name, number[]>>
}
