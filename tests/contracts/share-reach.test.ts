import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { createShare as shareRoute } from "@/lib/contracts/shares"
import type { Handler } from "@/lib/http/handle"
import { createShare } from "@/lib/services/share/create"
import { bearer, callHandler } from "@/tests/contracts/call-handler"
import { findHandlers } from "@/tests/contracts/find-handlers"
import { openTestServer, type TestServer } from "@/tests/database/test-server"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeExperiment, makeRunWith } from "@/tests/factories/run"

const handlers = await findHandlers()
const SECRET = "secret experiment"

let server: TestServer
let token: string
let ids: Record<string, string>

beforeAll(async () => {
  server = await openTestServer()
  const editor = asPerson(server.db, await createPerson(server.db, { role: "editor" }))
  const { id: experimentId } = await makeExperiment(editor, { name: SECRET })
  const episodes = [0, 1].map((task) => makeEpisodeInput({ taskKey: `t${task}`, costUsd: 0.1 }))
  const made = await makeRunWith(editor, episodes, { experimentId })
  const input = shareRoute.input.parse({ experimentId, title: "Shared" })
  const { url } = await createShare(editor, { ...input, origin: "http://127.0.0.1:3000" })
  token = url.split("/share/")[1] ?? ""
  ids = { experimentId, runId: made.run.id, episodeId: made.episodeIds[0] ?? "", modelId: made.run.model.id }
})

afterAll(() => server.close())

/** Every way in which a request could show the token. */
function presentations(): Record<string, string>[] {
  const cookies = ["next-auth.session-token", "__Secure-next-auth.session-token", "share", "wn-share"]
  return [
    bearer(token),
    { cookie: cookies.map((name) => `${name}=${token}`).join("; ") },
    { "x-api-key": token },
  ]
}

function paramsOf(path: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = ""]) => [name, ids[name] ?? crypto.randomUUID()]),
  )
}

const named = handlers.map((found) => [`${found.method} ${found.path}`, found] as const)

describe("the token of a shared page", () => {
  test.each(named)("reaches nothing through %s", async (_, found) => {
    const handler = found.handler as Handler
    for (const headers of presentations()) {
      const query = found.method === "GET" ? `?token=${token}&share=${token}` : ""
      const response = await callHandler(handler, { params: paramsOf(found.path), headers, query })
      const body = await response.text()
      if (handler.route.permission !== null) expect(response.status).toBe(401)
      expect(body).not.toContain(SECRET)
      for (const id of Object.values(ids)) expect(body).not.toContain(id)
    }
  })
})
