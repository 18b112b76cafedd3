import { afterAll, beforeAll, expect, it } from "vitest"
import type { ImportRecord } from "@/lib/contracts/imports"
import { getImport } from "@/lib/services/import/get"
import { startImport } from "@/lib/services/import/start"
import { getRun } from "@/lib/services/run/get"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import type { KillPoint } from "@/tests/integration/distill/kill-point"
import { Killer } from "@/tests/integration/distill/killer"
import { waitUntil } from "@/tests/integration/distill/wait-until"
import { completeImport, uploadText } from "@/tests/integration/imports/import-file"

function toLines(records: readonly unknown[]): string {
  return records.map((record) => JSON.stringify(record)).join("\n")
}

/** More than two batches of 250. */
const EPISODES = Array.from({ length: 600 }, () => makeEpisodeInput())
const RECORDS = [...EPISODES.slice(0, 400), { taskKey: "bad" }, ...EPISODES.slice(400), { taskKey: "worse" }]
const TEXT = toLines(RECORDS)

const importUpdate = { on: "UPDATE", table: "Import" } as const

const POINTS: KillPoint[] = [
  {
    ...importUpdate,
    name: "a batch landed, not reported",
    moment: "before",
    when: `NEW."bytesRead" > OLD."bytesRead"`,
  },
  { ...importUpdate, name: "a batch written, not committed", moment: "before", when: "NEW.accepted > 300" },
  {
    ...importUpdate,
    name: "the bad records set aside",
    moment: "after",
    when: "NEW.rejected > OLD.rejected",
  },
  { ...importUpdate, name: "all read, not marked", moment: "before", when: "NEW.status = 'done'" },
]

let store: TestStore

beforeAll(async () => {
  store = await openTestStore()
})

afterAll(() => store.close())

function countsOf({ status, accepted, duplicates, repaired, rejected, bytesRead }: ImportRecord) {
  return { status, accepted, duplicates, repaired, rejected, bytesRead }
}

it("counts and stores the same when killed at every step of the way", {
  timeout: 300_000,
  retry: 0,
}, async () => {
  const ctx = store.as("editor")
  const options = { experimentName: "killed", modelName: "m", role: "teacher" as const }
  const known = await uploadText(ctx, "known.ndjson", toLines(EPISODES.slice(0, 3)))
  await completeImport(ctx, known.id, options)
  const { id: importId } = await uploadText(ctx, "episodes.ndjson", TEXT)
  const { experimentId, runId } = await startImport(ctx, { importId, ...options })

  await using killer = await Killer.start(store.db, POINTS, 120_000)
  const done = await killer.during((signal) =>
    waitUntil(async () => {
      const record = await getImport(ctx, { importId })
      return record.finishedAt === null ? null : record
    }, signal),
  )
  expect(countsOf(done)).toEqual({
    ...{ status: "done", accepted: 597, duplicates: 3, repaired: 0, rejected: 2 },
    bytesRead: Buffer.byteLength(TEXT),
  })
  expect(killer.kills).toHaveLength(POINTS.length)
  const run = await getRun(ctx, { experimentId: experimentId as string, runId: runId as string })
  expect(run.statistics.n).toBe(600)
  expect(await store.db.prisma.importReject.count({ where: { importId } })).toBe(2)
})
