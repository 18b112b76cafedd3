import type { CurationPreview } from "@/lib/contracts/curation"
import type { Composition } from "@/lib/domain/curation/composition"
import type { ChosenEpisodes } from "@/lib/services/curation/open-episodes"
import type { RunSummary } from "@/lib/services/curation/require-runs"

/** What the kept rows are made of. */
export function describeComposition(
  episodes: ChosenEpisodes,
  runs: readonly RunSummary[],
  kept: Composition,
): CurationPreview["composition"] {
  const ofRun = episodes.countsOf("runNo")
  return {
    runs: runs.map((run, place) => ({
      runId: run.id,
      name: run.name,
      kept: kept.runs.get(episodes.runNumbers[place] as number) ?? 0,
      of: ofRun[episodes.runNumbers[place] as number] ?? 0,
    })),
    tasks: describeTasks(episodes, kept.tasks),
    labels: Object.fromEntries(kept.labels),
    stopReasons: Object.fromEntries(kept.stopReasons),
  }
}

/** Most kept first. */
function describeTasks(episodes: ChosenEpisodes, kept: ReadonlyMap<number, number>) {
  const tasks = [...episodes.countsOf("taskNo").entries()].flatMap(([number, of]) => {
    const task = episodes.tasks[number]
    if (of === 0 || !task) return []
    const { key, title, group } = task
    return [{ key, title, group, kept: kept.get(number) ?? 0, of }]
  })
  return tasks.sort((a, b) => b.kept - a.kept || b.of - a.of || (a.key < b.key ? -1 : 1))
}
