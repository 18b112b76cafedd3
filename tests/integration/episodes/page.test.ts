import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { exportEpisodePage } from "@/lib/services/episode/export-page"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRun, makeRunWith } from "@/tests/factories/run"

describe("an episode as a page", () => {
  let store: TestStore
  let ctx: Context

  beforeAll(async () => {
    store = await openTestStore()
    ctx = store.as("viewer")
  })

  afterAll(() => store.close())

  const make = (messages: unknown[]) =>
    makeRunWith(store.as("editor"), [makeEpisodeInput({ taskKey: "<b>", success: false, messages })])

  it("holds every step whole, as text, under a policy that lets nothing in", async () => {
    const messages = Array.from({ length: 1_200 }, (_, idx) => ({ role: "user", content: `said ${idx}` }))
    messages.push({ role: "user", content: `<script>${"x".repeat(30_000)}` })
    const { run, episodeIds } = await make(messages)
    const pieces = await exportEpisodePage(ctx, {
      experimentId: run.experimentId,
      episodeId: episodeIds[0]!,
    })
    const html = (await Array.fromAsync(pieces)).join("")
    expect(html.match(/<section id=/g)).toHaveLength(1_201)
    expect(html).toContain(`&lt;script&gt;${"x".repeat(30_000)}</pre>`)
    expect(html).toContain("<h1>Task &lt;b&gt;")
    expect(html).toContain("<dd>failed</dd>")
    expect(html).toMatch(
      /content="default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'"/,
    )
    expect(html.endsWith("</html>\n")).toBe(true)
  })

  it("is of this experiment, and for those who may read", async () => {
    const { episodeIds } = await make([{ role: "user", content: "q" }])
    const { experimentId } = await makeRun(store.as("editor"))
    const input = { experimentId, episodeId: episodeIds[0]! }
    await expect(exportEpisodePage(ctx, input)).rejects.toMatchObject({ code: "NOT_FOUND" })
    const stranger = { ...ctx, actor: { ...ctx.actor, role: "none" as never } }
    await expect(exportEpisodePage(stranger, input)).rejects.toMatchObject({ code: "FORBIDDEN" })
  })
})
