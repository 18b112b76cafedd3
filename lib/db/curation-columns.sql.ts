import { type ClientBase, escapeLiteral, type Pool } from "pg"
import { z } from "zod"
import { type CopiedRow, copyRows } from "@/lib/db/binary-copy-reader"
import { ColumnBuilder, type Episodes } from "@/lib/domain/curation/column-builder"
import type { ColumnName } from "@/lib/domain/curation/episode-columns"
import { uuidText } from "@/lib/domain/curation/episode-ids"
import { HashNumbers } from "@/lib/domain/curation/hash-numbers"
import { STOP_REASONS } from "@/lib/domain/episode"

const taskRowSchema = z.object({
  no: z.number(),
  key: z.string(),
  title: z.string().nullable(),
  group: z.string().nullable(),
  split: z.string().nullable(),
})

export type CurationTask = z.infer<typeof taskRowSchema>

interface Source {
  /** Read from "Episode". */
  sql: string
  /** The value that the column holds; not asked where the field is null. */
  read: (row: CopiedRow, field: number, numbers: EpisodeNumbers) => number
}

const int32 = ({ view, starts }: CopiedRow, field: number) => view.getInt32(starts[field] as number)
const float64 = ({ view, starts }: CopiedRow, field: number) => view.getFloat64(starts[field] as number)
const text = ({ bytes, starts, lengths }: CopiedRow, field: number) =>
  bytes.toString("latin1", starts[field], (starts[field] as number) + (lengths[field] as number))

/** Postgres counts microseconds since 2000. */
const time = ({ view, starts }: CopiedRow, field: number) =>
  Number(view.getBigInt64(starts[field] as number)) / 1000 + Date.UTC(2000, 0, 1)

const utf8 = ({ bytes, starts, lengths }: CopiedRow, field: number) =>
  bytes.toString("utf8", starts[field], (starts[field] as number) + (lengths[field] as number))

const STOP_REASON_NUMBERS: ReadonlyMap<string, number> = new Map(
  STOP_REASONS.map((reason, number) => [reason, number]),
)
const UNKNOWN_REASON = STOP_REASONS.indexOf("unknown")

/** Where every column comes from; a task's family follows from its task. */
const SOURCES: Record<Exclude<ColumnName, "groupNo">, Source> = {
  score: { sql: "score", read: float64 },
  success: { sql: "success", read: ({ bytes, starts }, field) => bytes[starts[field] as number] as number },
  label: { sql: "label::int4", read: int32 },
  humanLabel: { sql: `(CASE WHEN "labelSource" = 'human' THEN label END)::int4`, read: int32 },
  humanVerdicts: { sql: `least("humanVerdicts", 127)::int4`, read: int32 },
  agreement: { sql: "agreement", read: float64 },
  taskNo: { sql: `"taskNo"`, read: (row, field, numbers) => numbers.taskOf(int32(row, field)) },
  runNo: { sql: `"runId"`, read: (row, field, numbers) => numbers.runOf(row, field) },
  contentGroup: { sql: `"contentHash"`, read: (row, field, numbers) => numbers.contentOf(row, field) },
  nearGroup: { sql: `"nearGroup"`, read: int32 },
  nearTaskGroup: { sql: `"nearTaskGroup"`, read: int32 },
  tagsNo: {
    sql: `array_to_json(nullif(tags, '{}'))::text`,
    read: (row, field, numbers) => numbers.tagsOf(utf8(row, field)),
  },
  trial: { sql: "trial", read: int32 },
  steps: { sql: `"stepCount"`, read: int32 },
  contentTokens: { sql: `"contentTokens"`, read: int32 },
  assistantTokens: { sql: `"assistantTokens"`, read: int32 },
  costMicro: { sql: `"costMicro"::float8`, read: float64 },
  latencyMs: { sql: `"latencyMs"`, read: int32 },
  errors: { sql: `"errorCount"`, read: int32 },
  stopReason: {
    sql: `"stopReason"`,
    read: (row, field) => STOP_REASON_NUMBERS.get(text(row, field)) ?? UNKNOWN_REASON,
  },
  repaired: {
    sql: "repairs IS NOT NULL",
    read: ({ bytes, starts }, field) => bytes[starts[field] as number] as number,
  },
  startedAt: { sql: `"startedAt"`, read: time },
  createdAt: { sql: `"createdAt"`, read: time },
}

const READS = Object.entries(SOURCES).map(([name, { read }]) => ({ name: name as ColumnName, read }))
const FIELDS = Object.values(SOURCES).map(({ sql }) => sql)
/** The id stands first, the metrics last. */
const METRICS_FIELD = FIELDS.length + 1
const SELECT = `SELECT id, ${FIELDS.join(", ")}, nullif(metrics, '{}')::text FROM "Episode"`

/** What the numbers in columns stand for. Numbers once given stay. */
export class EpisodeNumbers {
  /** By run number. */
  readonly runIds: string[]
  /** By task number; complete after `learnTasks`. */
  readonly tasks: CurationTask[] = []
  /** By number of a set of tags, each ascending. */
  readonly tags: string[][] = [[]]
  /** By row of the last read, where they were asked for. */
  readonly contentHashes: string[] | null
  private readonly runs = new Map<string, number>()
  private readonly taskNos: number[] = []
  private readonly taskNumbers = new Map<number, number>()
  private readonly groups = new Map<string, number>()
  private readonly tagSets = new Map<string, number>()
  private readonly contents = new HashNumbers()

  /** The runs given get the first numbers, in their order. */
  constructor(options: { runIds?: readonly string[]; keepContentHashes?: boolean } = {}) {
    this.runIds = [...(options.runIds ?? [])]
    this.contentHashes = options.keepContentHashes ? [] : null
    for (const [number, runId] of this.runIds.entries()) {
      this.runs.set(Buffer.from(runId.replaceAll("-", ""), "hex").toString("latin1"), number)
    }
  }

  taskOf(no: number): number {
    const known = this.taskNumbers.get(no)
    if (known !== undefined) return known
    this.taskNumbers.set(no, this.taskNos.length)
    return this.taskNos.push(no) - 1
  }

  runOf(row: CopiedRow, field: number): number {
    const key = text(row, field)
    const known = this.runs.get(key)
    if (known !== undefined) return known
    this.runs.set(key, this.runIds.length)
    return this.runIds.push(uuidText(Buffer.from(key, "latin1"))) - 1
  }

  contentOf({ view, starts }: CopiedRow, field: number): number {
    const start = starts[field] as number
    this.contentHashes?.push(view.getBigInt64(start).toString())
    return this.contents.numberOf(view.getInt32(start), view.getInt32(start + 4))
  }

  /** `json` is an array of tags. */
  tagsOf(json: string): number {
    const known = this.tagSets.get(json)
    if (known !== undefined) return known
    const tags = [...new Set(JSON.parse(json) as string[])].sort()
    const same = this.tags.findIndex(
      (other) => other.length === tags.length && other.every((tag, at) => tag === tags[at]),
    )
    const number = same < 0 ? this.tags.push(tags) - 1 : same
    this.tagSets.set(json, number)
    return number
  }

  groupOf(task: number): number {
    const group = this.tasks[task]?.group ?? ""
    const known = this.groups.get(group) ?? this.groups.size
    this.groups.set(group, known)
    return known
  }

  /** Reads the tasks that got a number and are not known yet; a task never changes. */
  async learnTasks(client: ClientBase, experimentId: string): Promise<void> {
    const missing = this.taskNos.slice(this.tasks.length)
    if (missing.length === 0) return
    const { rows } = await client.query(
      `SELECT no, key, title, "group", split FROM "Task" WHERE "experimentId" = $1 AND no = ANY($2::int[])`,
      [experimentId, missing],
    )
    const byNo = new Map(rows.map((row) => taskRowSchema.parse(row)).map((task) => [task.no, task]))
    for (const no of missing) {
      this.tasks.push(byNo.get(no) ?? { no, key: String(no), title: null, group: null, split: null })
    }
  }

  get byteLength(): number {
    return this.contents.byteLength
  }
}

interface Wanted {
  /** Of all runs without it. */
  runIds?: readonly string[]
  /** Only what was written after a moment. */
  since?: Moment
  /** Told as rows come. */
  progress?: { rows: number }
  /** How many rows are likely. */
  expected?: number
}

/** Reads episodes of an experiment into columns, in ascending order of id. */
export async function readEpisodes(
  client: ClientBase,
  experimentId: string,
  numbers: EpisodeNumbers,
  { runIds, since, progress, expected = 1024 }: Wanted = {},
): Promise<Episodes> {
  const builder = new ColumnBuilder(expected)
  const conditions = [`"experimentId" = ${escapeLiteral(experimentId)}::uuid`]
  if (runIds) conditions.push(`"runId" = ANY(${escapeLiteral(`{${runIds.join()}}`)}::uuid[])`)
  if (since) {
    const snapshot = `${escapeLiteral(since.snapshot)}::pg_snapshot`
    // The first bound is for the index; between the two lies what was there already, beside transactions still under way.
    conditions.push(`"changedXid" >= pg_snapshot_xmin(${snapshot})`)
    conditions.push(`NOT pg_visible_in_snapshot("changedXid", ${snapshot})`)
  }
  const query = `${SELECT} WHERE ${conditions.join(" AND ")} ORDER BY id`
  await copyRows(client, query, METRICS_FIELD + 1, (row) => {
    addEpisode(builder, row, numbers)
    if (progress) progress.rows = builder.count
  })
  await numbers.learnTasks(client, experimentId)
  const episodes = builder.finish()
  episodes.columns.names = numbers
  const { taskNo, groupNo } = episodes.columns
  const groups = Int32Array.from(numbers.tasks, (_, task) => numbers.groupOf(task))
  for (let row = 0; row < groupNo.length; row++) groupNo[row] = groups[taskNo[row] as number] as number
  return episodes
}

function addEpisode(builder: ColumnBuilder, row: CopiedRow, numbers: EpisodeNumbers): void {
  const { starts, lengths } = row
  builder.begin(row.bytes, starts[0] as number)
  for (let index = 0; index < READS.length; index++) {
    if (lengths[index + 1] === -1) continue
    const { name, read } = READS[index] as (typeof READS)[number]
    builder.set(name, read(row, index + 1, numbers))
  }
  if (lengths[METRICS_FIELD] === -1) return
  const start = starts[METRICS_FIELD] as number
  const json = row.bytes.toString("utf8", start, start + (lengths[METRICS_FIELD] as number))
  // A schema for each of a million rows would take longer than all the rest.
  for (const [name, value] of Object.entries(JSON.parse(json) as Record<string, unknown>)) {
    if (typeof value === "number") builder.setMetric(name, value)
  }
}

const moment = z.object({ snapshot: z.string(), epoch: z.string(), episodes: z.number() })

/** A moment of an experiment: what its snapshot sees. Where something was deleted since, `epoch` is another one. */
export type Moment = z.infer<typeof moment>

const EPOCH = `x.epoch || ' ' || x."createdAt"`
const SNAPSHOT = "pg_current_snapshot()::text"

/** The moment of the snapshot that the transaction reads; null where there is no such experiment. */
export async function readMoment(client: ClientBase, experimentId: string): Promise<Moment | null> {
  const { rows } = await client.query(
    `SELECT ${SNAPSHOT} AS snapshot, ${EPOCH} AS epoch,
            (SELECT coalesce(sum(r."episodeCount"), 0)::int FROM "Run" r WHERE r."experimentId" = x.id) AS episodes
       FROM "Experiment" x WHERE x.id = $1`,
    [experimentId],
  )
  return rows[0] ? moment.parse(rows[0]) : null
}

const snapshotRow = z.object({ snapshot: z.string() })

/**
 * A later moment at which all is still as it was; null where something was written, or is gone, since `known`. One statement, which
 * reads one entry at the end of an index: with EXISTS the planner may take all episodes for the quicker way to one.
 */
export async function readUnchanged(pool: Pool, experimentId: string, known: Moment): Promise<Moment | null> {
  const { rows } = await pool.query({
    name: "columns.unchanged",
    text: `SELECT ${SNAPSHOT} AS snapshot FROM "Experiment" x
            WHERE x.id = $1 AND ${EPOCH} = $2 AND coalesce((
                  SELECT e."changedXid" FROM "Episode" e WHERE e."experimentId" = $1
                   ORDER BY e."changedXid" DESC LIMIT 1) < pg_snapshot_xmin($3::pg_snapshot), true)`,
    values: [experimentId, known.epoch, known.snapshot],
  })
  return rows[0] ? { ...known, ...snapshotRow.parse(rows[0]) } : null
}
