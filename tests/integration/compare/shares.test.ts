import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createShare as createRoute } from "@/lib/contracts/shares"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { hashToken } from "@/lib/db/token"
import { STRANGER } from "@/lib/domain/policy"
import { createShare } from "@/lib/services/share/create"
import { listShares } from "@/lib/services/share/list"
import { openShare } from "@/lib/services/share/open"
import { previewShare } from "@/lib/services/share/preview"
import { revokeShare } from "@/lib/services/share/revoke"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeExperiment, makeRunWith, sendEpisodes } from "@/tests/factories/run"

const DAY_MS = 24 * 3600 * 1000

describe("shared pages", () => {
  let store: TestStore
  let experimentId: string
  let teacher: { experimentId: string; id: string }
  let address = 0

  const episodes = (costUsd: number) =>
    Array.from({ length: 12 }, (_, task) =>
      makeEpisodeInput({ taskKey: `secret-task-${task}`, success: task % 3 > 0, costUsd }),
    )

  beforeAll(async () => {
    store = await openTestStore()
    experimentId = (await makeExperiment(store.as("editor"))).id
    const first = await makeRunWith(store.as("editor"), episodes(0.05), { experimentId, role: "teacher" })
    await makeRunWith(store.as("editor"), episodes(0.002), { experimentId, role: "student" })
    teacher = { experimentId, id: first.run.id }
  })
  afterAll(() => store.close())

  const parse = (input: Record<string, unknown> = {}) =>
    createRoute.input.parse({ experimentId, title: "For the board", trainingUsd: 24, ...input })
  const make = async (input = {}, ctx: Context = store.as("editor")) => {
    const share = await createShare(ctx, { ...parse(input), origin: "https://winnow.example.org" })
    return { ...share, token: share.url.split("/share/")[1] ?? "" }
  }
  const stranger = (at = new Date()): Context => ({ db: store.db, actor: STRANGER, now: () => at })
  const open = (token: string, at = new Date()) =>
    openShare(stranger(at), { token, address: `192.0.2.${address++}` })

  it("open for anybody with the link, and show what was previewed", async () => {
    const preview = await previewShare(store.as("editor"), parse())
    const { token, url, state } = await make()
    expect(url).toMatch(/^https:\/\/winnow\.example\.org\/share\/wnv_[\w-]{43}$/)
    expect(state).toBe("open")
    const opened = await open(token)
    if (!opened.ok) throw new Error(opened.reason)
    expect({ ...opened.snapshot, asOf: "" }).toEqual({ ...preview, asOf: "" })
    expect(opened.snapshot.breakEven?.sentence).toMatch(/^Pays back after /)
    expect(opened.snapshot.runs.map(({ n, tasks }) => [n, tasks])).toEqual([
      [12, 12],
      [12, 12],
    ])
  })

  it("hold neither ids nor tasks", async () => {
    const { token, id } = await make()
    const row = await store.db.prisma.share.findUniqueOrThrow({
      where: { experimentId_id: { experimentId, id } },
    })
    expect(row.snapshot).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
    expect(row.snapshot).not.toContain("secret-task")
    expect(JSON.stringify(row)).not.toContain(token)
    expect(row.tokenHash).toBe(hashToken(token))
  })

  it("stay as they were when more is measured", async () => {
    const { token } = await make()
    const before = await open(token)
    await sendEpisodes(store.as("editor"), teacher, [makeEpisodeInput({ success: false, costUsd: 9 })])
    expect(await open(token)).toEqual(before)
  })

  it("count their views and tell who made them", async () => {
    const { id, token } = await make({ title: "Counted" })
    await open(token)
    await open(token)
    const { items } = await listShares(store.as("editor"), { experimentId })
    expect(items.find((share) => share.id === id)).toMatchObject({
      title: "Counted",
      viewCount: 2,
      createdByName: "editor",
      embed: false,
      state: "open",
    })
  })

  it("close when they expire and when they are revoked, for good", async () => {
    const { token, id } = await make({ expiresInDays: 7 })
    expect(await open(token, new Date(Date.now() + 7 * DAY_MS + 1000))).toEqual({
      ok: false,
      reason: "closed",
    })
    await revokeShare(store.as("editor"), { experimentId, shareId: id })
    expect(await open(token)).toEqual({ ok: false, reason: "closed" })
    const { items } = await listShares(store.as("editor"), { experimentId })
    expect(items.find((share) => share.id === id)).toMatchObject({
      state: "revoked",
      revokedByName: "editor",
    })
    await expect(revokeShare(store.as("editor"), { experimentId, shareId: id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
  })

  it("open under no other kind of token: a page that may not be framed cannot be turned into one that may", async () => {
    const { token } = await make()
    expect(await open(token.replace("wnv_", "wne_"))).toEqual({ ok: false, reason: "closed" })
    const framed = await make({ embed: true })
    expect(framed.token).toMatch(/^wne_/)
    expect(await open(framed.token)).toMatchObject({ ok: true })
  })

  it("refuse to show a snapshot that is not the one that was frozen", async () => {
    const { token, id } = await make()
    const key = { experimentId_id: { experimentId, id } }
    const { snapshot } = await store.db.prisma.share.findUniqueOrThrow({ where: key })
    const altered = snapshot.replace(/"value":0\.\d/, '"value":0.9')
    expect(altered).not.toBe(snapshot)
    await store.db.prisma.share.update({ where: key, data: { snapshot: altered } })
    expect(await open(token)).toEqual({ ok: false, reason: "damaged" })
  })

  it("let an address guess 30 times in a quarter of an hour", async () => {
    const { token } = await make()
    const guess = (at: Date, guessed: string) =>
      openShare(stranger(at), { token: guessed, address: "198.51.100.7" })
    const now = new Date()
    for (let tries = 0; tries < 30; tries++) await guess(now, `wnv_guess${tries}`)
    expect(await guess(now, token)).toEqual({ ok: false, reason: "rate-limited" })
    expect(await guess(new Date(now.getTime() + 16 * 60 * 1000), token)).toMatchObject({ ok: true })
  })

  it("belong to their experiment", async () => {
    const { id } = await make()
    const { id: other } = await makeExperiment(store.as("editor"))
    const missing = { code: "NOT_FOUND" }
    await expect(revokeShare(store.as("editor"), { experimentId: other, shareId: id })).rejects.toMatchObject(
      missing,
    )
    await expect(make({ experimentId: newId() })).rejects.toMatchObject(missing)
    await expect(listShares(store.as("editor"), { experimentId: newId() })).rejects.toMatchObject(missing)
    await expect(previewShare(store.as("editor"), parse({ experimentId: newId() }))).rejects.toMatchObject(
      missing,
    )
  })

  it("are made, listed and revoked by editors only", async () => {
    const { id } = await make()
    const forbidden = { code: "FORBIDDEN" }
    const viewer = store.as("labeler")
    await expect(make({}, viewer)).rejects.toMatchObject(forbidden)
    await expect(previewShare(viewer, parse())).rejects.toMatchObject(forbidden)
    await expect(listShares(viewer, { experimentId })).rejects.toMatchObject(forbidden)
    await expect(revokeShare(viewer, { experimentId, shareId: id })).rejects.toMatchObject(forbidden)
  })
})
