import { existsSync } from "node:fs"
import { utimes } from "node:fs/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { cancelImport } from "@/lib/services/import/cancel"
import { deleteImport } from "@/lib/services/import/delete"
import { getImport } from "@/lib/services/import/get"
import { listImports } from "@/lib/services/import/list"
import { listImportRejects } from "@/lib/services/import/list-rejects"
import { readImportRejects } from "@/lib/services/import/read-rejects"
import { removeStaleUploads } from "@/lib/services/import/remove-stale-uploads"
import { runImport } from "@/lib/services/import/run"
import { startImport } from "@/lib/services/import/start"
import { uploadPath } from "@/lib/services/import/upload-file"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { completeImport, uploadText } from "@/tests/integration/imports/import-file"

const lines = (records: unknown[]) => records.map((record) => JSON.stringify(record)).join("\n")

describe("imports", () => {
  let store: TestStore
  let ctx: Context

  beforeAll(async () => {
    store = await openTestStore()
    ctx = store.as("editor")
  })

  afterAll(() => store.close())

  const upload = (records: unknown[]) => uploadText(ctx, "episodes.ndjson", lines(records))

  it("previews what would be created and writes none of it", async () => {
    const file = await upload([
      makeEpisodeInput({ taskKey: "a", trial: 0 }),
      makeEpisodeInput({ taskKey: "a", trial: 1, success: false, score: 0 }),
      { taskKey: "b" },
    ])
    expect(file).toMatchObject({
      status: "ready",
      format: "winnow",
      accepted: 0,
      preview: { episodeCount: 2, taskCount: 1, trialCount: 2, rejectedCount: 1, scoreField: "score" },
    })
    expect(await store.db.prisma.episode.count()).toBe(0)
  })

  it("quarantines bad records with line and reason, lands the others, offers the bad ones for download", async () => {
    const records = [makeEpisodeInput(), { taskKey: "no messages" }, makeEpisodeInput({ externalId: "last" })]
    const file = await upload([...records, makeEpisodeInput({ externalId: "last" })])
    const done = await completeImport(ctx, file.id, { experimentName: "mixed", modelName: "m" })
    expect(done).toMatchObject({ status: "done", accepted: 2, duplicates: 0, rejected: 2 })
    const { items, count } = await listImportRejects(ctx, { importId: file.id, limit: 50 })
    expect(count).toBe(2)
    expect(items.map(({ line }) => line)).toEqual([2, 4])
    const text = (await Array.fromAsync(await readImportRejects(ctx, { importId: file.id }))).join("")
    const [first] = text.trim().split("\n")
    expect(JSON.parse(first as string)).toMatchObject({
      line: 2,
      reason: expect.stringContaining("messages"),
    })
  })

  it("keeps what had landed when cancelled, and forgets the file", async () => {
    const file = await upload([makeEpisodeInput()])
    await startImport(ctx, {
      importId: file.id,
      experimentName: "cancelled",
      modelName: "m",
      role: "teacher",
    })
    expect(await cancelImport(ctx, { importId: file.id })).toMatchObject({ status: "cancelled" })
    await runImport(ctx, { importId: file.id })
    expect(await getImport(ctx, { importId: file.id })).toMatchObject({ status: "cancelled", accepted: 0 })
    expect(existsSync(uploadPath(file.id))).toBe(false)
    await expect(cancelImport(ctx, { importId: file.id })).rejects.toMatchObject({ code: "CONFLICT" })
  })

  it("forgets an upload that nobody starts within a week", async () => {
    const [old, fresh] = [await upload([makeEpisodeInput()]), await upload([makeEpisodeInput()])]
    const longAgo = new Date(Date.now() - 8 * 24 * 3600 * 1000)
    await store.db.prisma.import.update({ where: { id: old.id }, data: { createdAt: longAgo } })
    await utimes(uploadPath(old.id), longAgo, longAgo)
    await removeStaleUploads(ctx)
    expect([existsSync(uploadPath(old.id)), existsSync(uploadPath(fresh.id))]).toEqual([false, true])
    await expect(getImport(ctx, { importId: old.id })).rejects.toMatchObject({ code: "NOT_FOUND" })
  })

  it("starts once", async () => {
    const file = await upload([makeEpisodeInput()])
    const options = { experimentName: "once", modelName: "m", role: "teacher" as const }
    await startImport(ctx, { importId: file.id, ...options })
    await expect(startImport(ctx, { importId: file.id, ...options })).rejects.toMatchObject({
      code: "CONFLICT",
    })
  })

  it("refuses a run name that belongs to another model", async () => {
    const options = { experimentName: "two models", runName: "the run" }
    const first = await upload([makeEpisodeInput()])
    await completeImport(ctx, first.id, { ...options, modelName: "one" })
    const second = await upload([makeEpisodeInput()])
    await expect(completeImport(ctx, second.id, { ...options, modelName: "two" })).rejects.toMatchObject({
      code: "CONFLICT",
    })
  })

  it.each([
    ["an empty file", "", "The file is empty."],
    ["a file of spaces", " \n\n ", "The file is empty."],
    ["a file of no known format", "name,score\na,1\n", "The format was not recognised"],
  ])("refuses %s and keeps nothing of it", async (_, text, message) => {
    const before = await store.db.prisma.import.count()
    await expect(uploadText(ctx, "file.json", text)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining(message),
    })
    expect(await store.db.prisma.import.count()).toBe(before)
  })

  it("refuses viewers and labelers everything but looking", async () => {
    const file = await upload([makeEpisodeInput()])
    const labeler = store.as("labeler")
    const forbidden = { code: "FORBIDDEN" }
    const options = { experimentName: "x", modelName: "m", role: "teacher" as const }
    await expect(uploadText(labeler, "f.json", "[]")).rejects.toMatchObject(forbidden)
    await expect(startImport(labeler, { importId: file.id, ...options })).rejects.toMatchObject(forbidden)
    await expect(cancelImport(labeler, { importId: file.id })).rejects.toMatchObject(forbidden)
    await expect(deleteImport(labeler, { importId: file.id })).rejects.toMatchObject(forbidden)
    expect((await listImports(store.as("viewer"), { limit: 200 })).items[0]?.id).toBe(file.id)
  })

  it("answers NOT_FOUND for an import that is not there", async () => {
    const importId = crypto.randomUUID()
    const missing = { code: "NOT_FOUND" }
    await expect(getImport(ctx, { importId })).rejects.toMatchObject(missing)
    await expect(deleteImport(ctx, { importId })).rejects.toMatchObject(missing)
    await expect(listImportRejects(ctx, { importId, limit: 5 })).rejects.toMatchObject(missing)
    await expect(readImportRejects(ctx, { importId })).rejects.toMatchObject(missing)
  })
})
