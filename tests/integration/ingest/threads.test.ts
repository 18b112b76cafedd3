import { afterAll, beforeAll, expect, it } from "vitest"
import { AppError } from "@/lib/domain/errors"
import { ingestFile } from "@/lib/services/ingest/ingest"
import { readerThreads } from "@/lib/services/ingest/reader-threads"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRun, sendEpisodes } from "@/tests/factories/run"

let store: TestStore

beforeAll(async () => {
  store = await openTestStore()
})

afterAll(() => store.close())

const episodes = Array.from({ length: 600 }, (_, no) => makeEpisodeInput({ externalId: `episode ${no}` }))
const text = Buffer.from(episodes.map((episode) => JSON.stringify(episode)).join("\n"))

/** The text in pieces whose borders fall anywhere. */
async function* inPieces(size: number, until = text.length, then?: Error) {
  for (let at = 0; at < until; at += size) yield text.subarray(at, Math.min(until, at + size))
  if (then) throw then
}

async function sendFile(
  run: { experimentId: string; id: string },
  bytes: AsyncIterable<Uint8Array>,
  format = "winnow",
) {
  const counts = { accepted: 0, duplicates: 0, rejected: 0 }
  const target = { experimentId: run.experimentId, runId: run.id }
  const file = { format, fileName: "episodes", bytes }
  for await (const batch of ingestFile(store.as("editor"), { ...target, file })) {
    counts.accepted += batch.accepted.length
    counts.duplicates += batch.duplicates.length
    counts.rejected += batch.rejected.length
  }
  return counts
}

const countStored = (run: { experimentId: string; id: string }) =>
  store.db.prisma.episode.count({ where: { experimentId: run.experimentId, runId: run.id } })

function readStored(run: { experimentId: string; id: string }) {
  return store.db.prisma.$queryRaw`
    SELECT e."externalId", e."contentHash", e."contentTokens", s.idx, s.role, s.message, s."promptId", s."contentTokens" AS tokens
      FROM "Episode" e JOIN "Step" s ON s."experimentId" = e."experimentId" AND s."episodeId" = e.id
     WHERE e."runId" = ${run.id}::uuid ORDER BY 1, s.idx`
}

it("stores what is stored without a thread, and nothing the second time", async () => {
  const ctx = store.as("editor")
  const [here, there] = [await makeRun(ctx), await makeRun(ctx)]
  await sendEpisodes(ctx, here, episodes)
  expect(await sendFile(there, inPieces(1021))).toEqual({ accepted: 600, duplicates: 0, rejected: 0 })
  expect(await readStored(there)).toEqual(await readStored(here))
  expect(await sendFile(there, inPieces(70_000))).toEqual({ accepted: 0, duplicates: 600, rejected: 0 })
})

it("keeps the batches that were whole when the rest of the file does not come, and says why", async () => {
  const run = await makeRun(store.as("editor"))
  const lost = new AppError("TOO_LARGE", "no more")
  await expect(sendFile(run, inPieces(1021, text.length * 0.9, lost))).rejects.toBe(lost)
  expect(await countStored(run)).toBe(500)
  expect(await sendFile(run, inPieces(1021))).toEqual({ accepted: 100, duplicates: 500, rejected: 0 })
})

it("refuses a file of another format with the reader's own sentence, and asks for no more of it", async () => {
  const run = await makeRun(store.as("editor"))
  let asked = 0
  async function* endless() {
    for (; asked < 100_000; asked++) yield Buffer.from(asked === 0 ? "[1, 2" : ", 3")
  }
  await expect(sendFile(run, endless(), "fireact")).rejects.toMatchObject({ code: "INVALID_INPUT" })
  expect(asked).toBeLessThan(100_000)
})

it("fails what it reads when a thread ends, and reads the next file in another", async () => {
  const run = await makeRun(store.as("editor"))
  const { calls, release } = readerThreads.take()
  async function* broken() {
    yield* inPieces(1021, text.length / 2)
    await calls.end()
    yield* inPieces(1021)
  }
  await expect(sendFile(run, broken())).rejects.toMatchObject({ code: "UNAVAILABLE" })
  release()
  expect(await sendFile(run, inPieces(1021))).toMatchObject({ rejected: 0 })
  expect(await countStored(run)).toBe(600)
})
