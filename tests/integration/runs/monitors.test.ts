import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createMonitor as createRoute } from "@/lib/contracts/monitors"
import { newId } from "@/lib/db/new-id"
import { getComparison } from "@/lib/services/compare/get"
import { updateModel } from "@/lib/services/model/update"
import { controlMonitor } from "@/lib/services/monitor/control"
import { createMonitor } from "@/lib/services/monitor/create"
import { deleteMonitor } from "@/lib/services/monitor/delete"
import { getMonitor } from "@/lib/services/monitor/get"
import { listMonitors } from "@/lib/services/monitor/list"
import { runMonitorCheck } from "@/lib/services/monitor/run-check"
import { sweepMonitors } from "@/lib/services/monitor/sweep"
import { type BabyAiSetting, makeBabyAi, makeTeacherRun } from "@/tests/factories/babyai"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRunWith } from "@/tests/factories/run"
import { type SmtpServer, startSmtpServer } from "@/tests/factories/smtp-server"

const HOUR_MS = 3_600_000

describe("a monitor of a deployed model", () => {
  let smtp: SmtpServer
  let store: TestStore
  let setting: BabyAiSetting
  let baselineRunId: string

  beforeAll(async () => {
    smtp = await startSmtpServer()
    process.env.SMTP_URL = smtp.url
    store = await openTestStore()
    setting = await makeBabyAi(store.as("editor"), { trainPerLevel: 12, testPerLevel: 1 }, "perfect")
    baselineRunId = await makeTeacherRun(store.as("editor"), setting)
  })
  afterAll(async () => {
    await store.close()
    await smtp.close()
    delete process.env.SMTP_URL
  })

  let made = 0
  const make = (input = {}, ctx = store.as("editor")) => {
    made += 1
    const { experimentId } = setting
    return createMonitor(
      ctx,
      createRoute.input.parse({ experimentId, baselineRunId, name: `Deployed ${made}`, ...input }),
    )
  }
  const at = (hours: number) => ({ ...store.as("admin"), now: () => new Date(Date.now() + hours * HOUR_MS) })
  const keyOf = ({ id: monitorId }: { id: string }) => ({ experimentId: setting.experimentId, monitorId })
  const read = (monitor: { id: string }) => getMonitor(store.as("viewer"), keyOf(monitor))
  const run = (monitor: { id: string }, seq: number, signal = new AbortController().signal) =>
    runMonitorCheck(store.as("admin"), { ...keyOf(monitor), seq }, signal)
  const act = (monitor: { id: string }, action: "pause" | "resume" | "check", ctx = store.as("editor")) =>
    controlMonitor(ctx, { ...keyOf(monitor), action })

  it("checks when it is due, once, however many look at the same time", async () => {
    const monitor = await make({ everyHours: 24 })
    expect(await sweepMonitors(at(23))).toBe(0)
    const sweeps = await Promise.all([sweepMonitors(at(25)), sweepMonitors(at(25)), sweepMonitors(at(25))])
    expect(sweeps.reduce((sum, begun) => sum + begun, 0)).toBe(1)
    const { checks, nextAt } = await read(monitor)
    expect(checks.map(({ seq, status }) => [seq, status])).toEqual([[1, "queued"]])
    expect(Date.parse(nextAt) - Date.parse(monitor.nextAt)).toBe(24 * HOUR_MS)
    await expect(act(monitor, "check")).rejects.toMatchObject({ code: "CONFLICT" })
    await deleteMonitor(store.as("editor"), keyOf(monitor))
  })

  it("makes up for missed checks with one, and for none while it is paused", async () => {
    const monitor = await make({ everyHours: 24 })
    await act(monitor, "pause")
    expect(await sweepMonitors(at(24 * 10))).toBe(0)
    await act(monitor, "resume")
    expect(await sweepMonitors(at(24 * 10 + 1))).toBe(1)
    expect(Date.parse((await read(monitor)).nextAt) - Date.parse(monitor.nextAt)).toBe(10 * 24 * HOUR_MS)
    await deleteMonitor(store.as("editor"), keyOf(monitor))
  })

  it("plays the baseline's tasks again with other seeds and goes on where it was interrupted", async () => {
    const monitor = await make()
    await act(monitor, "check")
    await expect(run(monitor, 1, AbortSignal.abort())).rejects.toThrow()
    await run(monitor, 1)
    const [check] = (await read(monitor)).checks
    expect(check).toMatchObject({ status: "done", mail: null, error: null })
    expect(check?.result).toMatchObject({ drifted: false, threshold: 0.05 / 52 })
    const { experimentId } = setting
    const key = { experimentId_id: { experimentId, id: check?.runId ?? "" } }
    const { episodeCount } = await store.db.prisma.run.findUniqueOrThrow({ where: key })
    expect(episodeCount).toBe(check?.result?.tasks)
    await run(monitor, 1)
    expect((await store.db.prisma.run.findUniqueOrThrow({ where: key })).episodeCount).toBe(episodeCount)
    const compared = await getComparison(store.as("viewer"), {
      experimentId,
      shared: false,
      margin: 0,
      level: 0.95,
    })
    expect(compared.runs.map(({ id }) => id)).not.toContain(check?.runId)
  })

  it("flags a model that became worse, and mails it", async () => {
    const monitor = await make({ mailTo: "team@example.org", name: "Deployed\r\nBcc: everybody@example.org" })
    await act(monitor, "check")
    await updateModel(store.as("editor"), {
      modelId: setting.modelId,
      config: { policy: "planner", settings: { preset: "llmlike" } },
    })
    await run(monitor, 1)
    await updateModel(store.as("editor"), {
      modelId: setting.modelId,
      config: { policy: "planner", settings: { preset: "perfect" } },
    })
    const [check] = (await read(monitor)).checks
    expect(check).toMatchObject({ status: "done", mail: "sent", result: { drifted: true, better: 0 } })
    const mail = smtp.mails.at(-1) ?? ""
    expect(mail).toContain("To: team@example.org")
    expect(mail).toContain("has become worse")
    expect(mail).not.toMatch(/^Bcc:/m)
  })

  it("says why a check failed instead of judging it", async () => {
    const monitor = await make()
    await act(monitor, "check")
    await updateModel(store.as("editor"), { modelId: setting.modelId, config: { policy: "nobody" } })
    await run(monitor, 1)
    await updateModel(store.as("editor"), {
      modelId: setting.modelId,
      config: { policy: "planner", settings: { preset: "perfect" } },
    })
    const [check] = (await read(monitor)).checks
    expect(check).toMatchObject({ status: "failed", result: null })
    expect(check?.error).toBeTruthy()
  })

  it("needs a baseline that was evaluated here, and a name of its own", async () => {
    const { experimentId } = setting
    const imported = await makeRunWith(store.as("editor"), [makeEpisodeInput()], { experimentId })
    await expect(make({ baselineRunId: imported.run.id })).rejects.toMatchObject({ code: "INVALID_INPUT" })
    await expect(make({ baselineRunId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" })
    const { name } = await make()
    await expect(make({ name })).rejects.toMatchObject({ code: "CONFLICT" })
  })

  it("belongs to its experiment", async () => {
    const monitor = await make()
    const elsewhere = { experimentId: newId(), monitorId: monitor.id }
    const missing = { code: "NOT_FOUND" }
    await expect(getMonitor(store.as("viewer"), elsewhere)).rejects.toMatchObject(missing)
    await expect(deleteMonitor(store.as("editor"), elsewhere)).rejects.toMatchObject(missing)
    await expect(controlMonitor(store.as("editor"), { ...elsewhere, action: "pause" })).rejects.toMatchObject(
      missing,
    )
    await expect(listMonitors(store.as("viewer"), elsewhere)).rejects.toMatchObject(missing)
    await expect(make({ experimentId: newId() })).rejects.toMatchObject(missing)
  })

  it("is made, moved and deleted by editors, and seen by everybody", async () => {
    const monitor = await make()
    const forbidden = { code: "FORBIDDEN" }
    await expect(make({}, store.as("labeler"))).rejects.toMatchObject(forbidden)
    await expect(act(monitor, "pause", store.as("labeler"))).rejects.toMatchObject(forbidden)
    await expect(deleteMonitor(store.as("labeler"), keyOf(monitor))).rejects.toMatchObject(forbidden)
    await expect(sweepMonitors(store.as("labeler"))).rejects.toMatchObject(forbidden)
    const { items } = await listMonitors(store.as("viewer"), setting)
    expect(items.map(({ id }) => id)).toContain(monitor.id)
  })
})
