import type { Context } from "@/lib/db/context"
import type { Episodes } from "@/lib/domain/curation/column-builder"
import { remember, withTexts } from "@/lib/domain/curation/column-memo"
import { metricColumn } from "@/lib/domain/curation/episode-columns"
import { createMarks, KEPT, keptRows, type Marks } from "@/lib/domain/curation/marks"
import type { Rule } from "@/lib/domain/curation/rule"
import type { Reach } from "@/lib/domain/curation/stops"
import { takeEpisodes } from "@/lib/domain/curation/take-episodes"
import { AppError } from "@/lib/domain/errors"
import { type CachedEpisodes, getColumnCache } from "@/lib/services/curation/column-cache"
import { requireRuns } from "@/lib/services/curation/require-runs"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { type SoughtTexts, seekTexts, textColumns } from "@/lib/services/scan/seek-texts"

const ALL_RUNS = "all"

/** The episodes of some runs among all of their experiment. */
export interface ChosenEpisodes extends CachedEpisodes {
  /** Names the chosen runs: the same name, the same runs. */
  runsName: string
  /** By place among the chosen runs: the number of the run, -1 where it has no episodes. */
  runNumbers: readonly number[]
  /** The episodes of the chosen runs kept, all others outside. */
  marks: () => Marks
  /** The least and the greatest value of a metric among them; null where none has it. */
  reachOf: (metric: string) => Reach | null
  /** How many of them have each number. */
  countsOf: (column: "taskNo" | "runNo") => Uint32Array
}

/**
 * The cached episodes, with everything that was committed before the call.
 * @throws AppError NOT_FOUND when the experiment is gone.
 */
export async function openEpisodes(
  ctx: Context,
  experimentId: string,
  runIds: readonly string[],
): Promise<ChosenEpisodes> {
  const cached = await getColumnCache(ctx.db).open(experimentId)
  if (!cached) throw new AppError("NOT_FOUND", "There is no such experiment.")
  const { columns } = cached
  const numberOf = new Map(cached.runIds.map((runId, number) => [runId, number]))
  const runNumbers = runIds.map((runId) => numberOf.get(runId) ?? -1)
  const numbers = new Set(runNumbers.filter((number) => number >= 0))
  const runs = numbers.size === cached.runIds.length ? undefined : numbers
  const runsName = runs ? [...runs].sort((left, right) => left - right).join() : ALL_RUNS
  const marks = () => createMarks(columns, runs)
  return {
    ...cached,
    runsName,
    runNumbers,
    marks,
    reachOf(metric) {
      const values = metricColumn(columns, metric)
      if (!values) return null
      const [low, high] = remember(columns, `reach ${runsName} ${metric}`, [metric, "runNo"], () =>
        reachAmong(values, marks()),
      )
      return low === undefined || high === undefined ? null : { low, high }
    },
    countsOf: (column) =>
      remember(columns, `counts ${runsName} ${column}`, [column, "runNo"], () =>
        countAmong(columns[column], marks()),
      ),
  }
}

interface Chosen {
  experimentId: string
  runIds: readonly string[]
  rules: readonly Rule[]
}

/**
 * The chosen runs, all of the experiment when none is named, and their episodes with what text rules look for.
 * @throws AppError NOT_FOUND
 */
export async function openForRules(ctx: Context, { experimentId, runIds, rules }: Chosen) {
  const [runs, texts] = await Promise.all([
    requireRuns(ctx, experimentId, runIds),
    seekTexts(ctx.db.pool, experimentId, rules),
    requireExperiment(ctx, experimentId),
  ])
  const ids = runs.map((run) => run.id)
  const episodes = await openEpisodes(ctx, experimentId, ids)
  return { runs, episodes: { ...episodes, ...holdTexts(episodes, texts) }, pending: texts.pending }
}

/** The episodes of some runs alone. */
export interface EpisodeSample extends Episodes {
  /** The runs in question. */
  chosen: readonly string[]
  /** By run number. */
  runIds: readonly string[]
}

/** Like `openEpisodes`, but without any other rows, and with what text rules look for. */
export async function openSample(
  ctx: Context,
  experimentId: string,
  runIds: readonly string[],
  rules: readonly Rule[],
): Promise<EpisodeSample> {
  const texts = await seekTexts(ctx.db.pool, experimentId, rules)
  const all = await openEpisodes(ctx, experimentId, runIds)
  const own = all.runsName === ALL_RUNS ? all : takeEpisodes(all, keptRows(all.marks()))
  return { ...holdTexts(own, texts), chosen: runIds, runIds: all.runIds }
}

/** Never in the cached columns themselves: others look for other texts in the same episodes. */
function holdTexts({ columns, ids }: Episodes, texts: SoughtTexts): Episodes {
  return {
    columns: withTexts(
      columns,
      textColumns(columns.count, (id) => ids.rowOf(id), texts),
    ),
    ids,
  }
}

/** Empty where no value is known. */
function reachAmong(values: Float64Array, marks: Marks): Float64Array {
  let [low, high] = [Infinity, -Infinity]
  for (let row = 0; row < values.length; row++) {
    if (marks[row] !== KEPT) continue
    const value = values[row] as number
    if (value < low) low = value
    if (value > high) high = value
  }
  return low <= high ? Float64Array.of(low, high) : new Float64Array(0)
}

function countAmong(numbers: Int32Array, marks: Marks): Uint32Array {
  let limit = 0
  for (let row = 0; row < numbers.length; row++) limit = Math.max(limit, (numbers[row] as number) + 1)
  const counts = new Uint32Array(limit)
  for (let row = 0; row < numbers.length; row++) {
    if (marks[row] !== KEPT) continue
    const number = numbers[row] as number
    counts[number] = (counts[number] as number) + 1
  }
  return counts
}
