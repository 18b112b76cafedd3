import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { GET as download } from "@/app/api/v1/experiments/[experimentId]/datasets/[datasetId]/export/route"
import { createDataset as createRoute } from "@/lib/contracts/datasets"
import { createDataset } from "@/lib/services/dataset/create"
import { createKey } from "@/lib/services/key/create"
import { bearer, callHandler } from "@/tests/contracts/call-handler"
import { openTestServer, type TestServer } from "@/tests/database/test-server"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeRunWith } from "@/tests/factories/run"

describe("the download of a split", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await openTestServer()
  })
  afterAll(() => server.close())

  async function makeDownload(query: string) {
    const editor = asPerson(server.db, await createPerson(server.db, { role: "editor" }))
    const { key } = await createKey(editor, { name: "training box", role: "viewer" })
    const long = {
      messages: [
        { role: "user", content: "x".repeat(100_000) },
        { role: "assistant", content: "ok" },
      ],
    }
    const { run } = await makeRunWith(
      editor,
      Array.from({ length: 20 }, () => makeEpisodeInput(long)),
    )
    const { experimentId } = run
    const input = { experimentId, name: 'a "quoted" name', runIds: [run.id], rules: [] }
    const { id: datasetId } = await createDataset(editor, createRoute.input.parse(input))
    return callHandler(download, { params: { experimentId, datasetId }, headers: bearer(key), query })
  }

  it("streams lines under a safe file name", async () => {
    const response = await makeDownload("?split=train")
    expect(response.headers.get("content-type")).toBe("application/jsonl")
    expect(response.headers.get("content-disposition")).toBe(
      'attachment; filename="a-quoted-name-train.jsonl"',
    )
    const lines = (await response.text()).trimEnd().split("\n")
    expect(lines).toHaveLength(16)
    expect(lines.map((line) => JSON.parse(line).messages.length)).toEqual(Array(16).fill(2))
  })

  it("reads no further once the client has gone", async () => {
    const response = await makeDownload("?split=train")
    const reader = response.body?.getReader()
    const first = await reader?.read()
    expect(first?.value?.length).toBeGreaterThanOrEqual(262_144)
    await reader?.cancel()
    expect((await reader?.read())?.done).toBe(true)
  })

  it("answers a strange format with a problem", async () => {
    const response = await makeDownload("?format=docx")
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: "INVALID_INPUT" })
  })
})
