import { setImmediate } from "node:timers/promises"
import type { ClientBase } from "pg"
import type { Database } from "@/lib/db/client"
import {
  type CurationTask,
  EpisodeNumbers,
  type Moment,
  readEpisodes,
  readMoment,
  readUnchanged,
} from "@/lib/db/curation-columns.sql"
import { newId } from "@/lib/db/new-id"
import { withTransaction } from "@/lib/db/transaction"
import type { Episodes } from "@/lib/domain/curation/column-builder"
import { memoByteCount } from "@/lib/domain/curation/column-memo"
import { COLUMN_NAMES } from "@/lib/domain/curation/episode-columns"
import { groupingOf } from "@/lib/domain/curation/grouping"
import { mergeEpisodes } from "@/lib/domain/curation/merge-episodes"
import { TIE_BREAKS } from "@/lib/domain/curation/rule"
import { processWide } from "@/lib/domain/process-wide"

/** All episodes of an experiment. Later updates write into the same arrays: use it without awaiting anything in between. */
export interface CachedEpisodes extends Episodes {
  /** By run number. */
  runIds: readonly string[]
  /** By task number. */
  tasks: readonly CurationTask[]
  /** Another one whenever an episode was added, changed or deleted. */
  revision: string
}

export interface LoadProgress {
  rows: number
  of: number
}

interface Entry {
  numbers: EpisodeNumbers
  episodes: Episodes
  moment: Moment
  loadId: string
  changes: number
}

/** An update under way, and the one that begins after it for those who came meanwhile. */
interface Flight {
  done: Promise<CachedEpisodes | null>
  next: Promise<CachedEpisodes | null> | null
}

/** About 140 MB for a million episodes with what is worked out from them. */
const LIMIT_BYTES = 768 * 1024 * 1024

function byteCountOf({ episodes: { columns, ids }, numbers }: Entry): number {
  const arrays = [...COLUMN_NAMES.map((name) => columns[name]), ...Object.values(columns.metrics), ids.bytes]
  const held = arrays.reduce((sum, array) => sum + array.byteLength, 0)
  return held + numbers.byteLength + memoByteCount(columns)
}

/** The columns of experiments in this process: loaded when first asked for, brought up to date whenever they are. */
export class ColumnCache {
  private readonly db: Database
  private readonly limit: number
  /** The most recently used last. */
  private readonly entries = new Map<string, Entry>()
  private readonly flights = new Map<string, Flight>()
  private readonly loading = new Map<string, LoadProgress>()

  constructor(db: Database, limit = LIMIT_BYTES) {
    this.db = db
    this.limit = limit
  }

  /** All that was committed before the call; null where there is no such experiment. Callers at one time share the work. */
  open(experimentId: string): Promise<CachedEpisodes | null> {
    const flight = this.flights.get(experimentId)
    if (!flight) return this.start(experimentId)
    // The one under way may have begun before what this caller has written.
    const begin = () => this.start(experimentId)
    flight.next ??= flight.done.then(begin, begin)
    return flight.next
  }

  /** Begins to load what is not there; whoever opens it then waits the less, and is told of what goes wrong. */
  warm(experimentId: string): void {
    if (this.entries.has(experimentId) || this.flights.has(experimentId)) return
    this.open(experimentId).catch(() => undefined)
  }

  /** How far the load is; null while there is none. */
  progressOf(experimentId: string): LoadProgress | null {
    return this.loading.get(experimentId) ?? null
  }

  get byteCount(): number {
    return [...this.entries.values()].reduce((sum, entry) => sum + byteCountOf(entry), 0)
  }

  private start(experimentId: string): Promise<CachedEpisodes | null> {
    const flight: Flight = { done: this.refresh(experimentId), next: null }
    this.flights.set(experimentId, flight)
    const end = () => {
      if (!flight.next) this.flights.delete(experimentId)
    }
    flight.done.then(end, end)
    return flight.done
  }

  private async refresh(experimentId: string): Promise<CachedEpisodes | null> {
    const known = this.entries.get(experimentId)
    const moment = known && (await readUnchanged(this.db.pool, experimentId, known.moment))
    return known && moment ? this.keep(experimentId, { ...known, moment }) : this.read(experimentId)
  }

  private read(experimentId: string): Promise<CachedEpisodes | null> {
    return withTransaction(this.db, async (client) => {
      await client.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
      const moment = await readMoment(client, experimentId)
      const known = this.entries.get(experimentId)
      this.entries.delete(experimentId)
      if (!moment) return null
      const entry =
        known?.moment.epoch === moment.epoch
          ? await this.update(client, experimentId, known, moment)
          : await this.load(client, experimentId, moment)
      return this.keep(experimentId, entry)
    })
  }

  private async update(
    client: ClientBase,
    experimentId: string,
    known: Entry,
    moment: Moment,
  ): Promise<Entry> {
    const { numbers, episodes } = known
    const changed = await readEpisodes(client, experimentId, numbers, { since: known.moment })
    const changes = known.changes + (changed.columns.count > 0 ? 1 : 0)
    return { ...known, episodes: mergeEpisodes(episodes, changed), moment, changes }
  }

  private async load(client: ClientBase, experimentId: string, moment: Moment): Promise<Entry> {
    const progress = { rows: 0, of: moment.episodes }
    this.loading.set(experimentId, progress)
    try {
      const numbers = new EpisodeNumbers()
      const expected = moment.episodes
      const episodes = await readEpisodes(client, experimentId, numbers, { progress, expected })
      // What rules choose by unless told otherwise: the first of them should not wait for it.
      for (const column of ["taskNo", "contentGroup"] as const) {
        groupingOf(episodes.columns, column, TIE_BREAKS)
        await setImmediate()
      }
      return { numbers, episodes, moment, loadId: newId(), changes: 0 }
    } finally {
      this.loading.delete(experimentId)
    }
  }

  /** The least recently used go, until what is left fits; the newest always stays. */
  private keep(experimentId: string, entry: Entry): CachedEpisodes {
    this.entries.delete(experimentId)
    this.entries.set(experimentId, entry)
    for (const id of this.entries.keys()) {
      if (id === experimentId || this.byteCount <= this.limit) break
      this.entries.delete(id)
    }
    const { episodes, numbers, loadId, changes } = entry
    return { ...episodes, runIds: numbers.runIds, tasks: numbers.tasks, revision: `${loadId}-${changes}` }
  }
}

const caches = processWide("column caches", () => new WeakMap<Database, ColumnCache>())

/** The cache of this process for a database. */
export function getColumnCache(db: Database): ColumnCache {
  const known = caches.get(db) ?? new ColumnCache(db)
  caches.set(db, known)
  return known
}
