import type { Readable } from "node:stream"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { readBackup } from "@/lib/services/backup/read"
import { restoreBackup } from "@/lib/services/backup/restore"
import { getEpisode } from "@/lib/services/episode/get"
import { createLabels } from "@/lib/services/label/create"
import { listRuns } from "@/lib/services/run/list"
import { listSteps } from "@/lib/services/step/list"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { createPerson } from "@/tests/factories/person"
import { makeRunWith } from "@/tests/factories/run"

const order = { sort: "createdAt", order: "desc" } as const

async function readAll(stream: Readable): Promise<Buffer> {
  return Buffer.concat(await stream.toArray())
}

const toBody = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]).stream()

describe("backup and restore", () => {
  let source: TestStore
  let archive: Buffer<ArrayBuffer>
  let key: { experimentId: string; episodeId: string }

  beforeAll(async () => {
    source = await openTestStore()
    await createPerson(source.db, { role: "admin" })
    const episodes = Array.from({ length: 20 }, (_, index) =>
      makeEpisodeInput({ score: index / 20, tags: ["a", "b"] }),
    )
    const { run, episodeIds } = await makeRunWith(source.as("editor"), episodes)
    key = { experimentId: run.experimentId, episodeId: episodeIds[3] as string }
    const label = { stepIdx: null, key: "verdict", value: "good" } as const
    await createLabels(source.as("editor"), { ...label, ...key, episodeIds: [key.episodeId] })
    archive = Buffer.from(await readAll(readBackup(source.as("admin"))))
  })

  afterAll(() => source.close())

  it.each([18, 15] as const)("brings everything back on Postgres %i", async (server) => {
    await using target = await openTestStore({ server })
    const result = await restoreBackup(target.as("admin"), toBody(archive))
    expect(result.rows).toBeGreaterThan(120)
    const [before, after] = [source.as("viewer"), target.as("viewer")]
    expect(await listRuns(after, key)).toEqual(await listRuns(before, key))
    const input = { ...key, ...order }
    expect(await getEpisode(after, input)).toEqual(await getEpisode(before, input))
    const window = { ...key, from: 0, limit: 10 }
    expect(await listSteps(after, window)).toEqual(await listSteps(before, window))
    expect(await target.db.prisma.user.count()).toBe(1)
    const again = restoreBackup(target.as("admin"), toBody(archive))
    await expect(again).rejects.toMatchObject({ code: "CONFLICT" })
  })

  it.each([
    ["cut short", () => archive.subarray(0, archive.length - 40)],
    ["damaged", () => Buffer.from(archive).fill(7, 200, 260)],
    ["something else", () => Buffer.from("{}")],
    ["empty", () => Buffer.alloc(0)],
  ])("refuses a file that is %s and leaves everything as it was", async (_, makeBytes) => {
    await using target = await openTestStore()
    await expect(restoreBackup(target.as("admin"), toBody(makeBytes()))).rejects.toMatchObject({
      code: "INVALID_INPUT",
    })
    expect(await target.db.prisma.experiment.count()).toBe(0)
  })

  it("refuses a backup of another schema", async () => {
    await using target = await openTestStore()
    await target.db.pool.query("DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_store'")
    await expect(restoreBackup(target.as("admin"), toBody(archive))).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("another version"),
    })
  })

  it("is for administrators", async () => {
    expect(() => readBackup(source.as("editor"))).toThrow("This needs the role admin")
    await expect(restoreBackup(source.as("editor"), toBody(archive))).rejects.toMatchObject({
      code: "FORBIDDEN",
    })
  })
})
