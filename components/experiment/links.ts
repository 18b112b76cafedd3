import {
  type EpisodeFilterValues,
  NEWEST_FIRST,
  NO_FILTER,
  serializeSelection,
} from "@/components/episode/filter-params"
import type { DrawKind } from "@/lib/domain/curation/drawn-sample"

/** The episodes of an experiment that a filter leaves. */
export function episodesHref(experimentId: string, filter: Partial<EpisodeFilterValues> = {}): string {
  const query = serializeSelection({ ...NO_FILTER, ...filter, sort: NEWEST_FIRST })
  return `/experiments/${experimentId}/episodes${query}`
}

export function runHref(experimentId: string, runId: string): string {
  return `/experiments/${experimentId}/runs/${runId}`
}

/** All attempts at a task by everyone. */
export function taskHref(experimentId: string, taskNo: number): string {
  return `/experiments/${experimentId}/tasks/${taskNo}`
}

export function compareHref(experimentId: string, runIds: readonly string[] = []): string {
  return `/experiments/${experimentId}/compare${toQuery("runs", runIds)}`
}

/** An attempt of each of two runs at a task, side by side. */
export function comparedTaskHref(
  experimentId: string,
  key: string,
  { teacherRunId, studentRunId }: { teacherRunId: string; studentRunId: string },
): string {
  const query = new URLSearchParams({ key, left: teacherRunId, right: studentRunId })
  return `/experiments/${experimentId}/compare/task?${query}`
}

export function curateHref(experimentId: string, runIds: readonly string[] = []): string {
  return `/experiments/${experimentId}/curate${toQuery("run", runIds)}`
}

export function labelHref(experimentId: string, runIds: readonly string[] = []): string {
  return `/experiments/${experimentId}/label${toQuery("runId", runIds)}`
}

interface DrawTarget {
  drawId: string
  kind: DrawKind
  /** The search of the curation lab it was drawn in, to go back to. */
  curate?: string
}

/** The label queue over the episodes of a draw. */
export function drawHref(experimentId: string, { drawId, kind, curate }: DrawTarget): string {
  const query = new URLSearchParams({ by: kind, draw: drawId })
  if (curate) query.set("curate", curate)
  return `/experiments/${experimentId}/label?${query}`
}

export function importHref(experimentName?: string): string {
  return experimentName === undefined ? "/import" : `/import?experiment=${encodeURIComponent(experimentName)}`
}

function toQuery(name: string, values: readonly string[]): string {
  return values.length === 0 ? "" : `?${name}=${values.join(",")}`
}
