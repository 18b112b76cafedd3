import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { COMMANDS } from "@/bin/commands/registry"
import { createDataset as createDatasetRoute } from "@/lib/contracts/datasets"
import { createContext, SYSTEM_ACTOR } from "@/lib/db/context"
import { startWorker, type Worker } from "@/lib/jobs/worker"
import { createDataset } from "@/lib/services/dataset/create"
import { listExperiments } from "@/lib/services/experiment/list"
import { listRuns } from "@/lib/services/run/list"
import { getLocalToken } from "@/lib/services/secret/home-secret"
import { type ApiServer, startApiServer } from "@/tests/contracts/api-server"
import { openTestServer, type TestServer } from "@/tests/database/test-server"
import { makeEpisodeInput } from "@/tests/factories/episode-input"

describe("the winnow command", () => {
  let server: TestServer
  let api: ApiServer
  let worker: Worker
  let folder: string

  beforeAll(async () => {
    server = await openTestServer()
    api = await startApiServer()
    worker = await startWorker(server.db)
    folder = mkdtempSync(join(tmpdir(), "winnow-files-"))
    getLocalToken(server.home)
    writeFileSync(join(server.home, "server.json"), JSON.stringify({ url: api.url, pid: process.pid }))
  })

  afterAll(async () => {
    await worker.stop()
    await api.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const ctx = () => createContext(server.db, SYSTEM_ACTOR)

  function winnow(args: string[], environment: Record<string, string> = {}) {
    const { PATH } = process.env
    const env = { PATH, NODE_ENV: "test", WINNOW_HOME: server.home, ...environment } as const
    return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      execFile(join(process.cwd(), "bin/winnow"), args, { cwd: folder, env }, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
      })
    })
  }

  function writeEpisodes(name: string, records: unknown[]): string {
    const path = join(folder, name)
    writeFileSync(path, records.map((record) => JSON.stringify(record)).join("\n"))
    return path
  }

  const named = ["--experiment", "From the shell", "--model", "shell model"]

  it("imports a file with its tools, says what happened, and adds nothing the second time", async () => {
    const file = writeEpisodes("episodes.ndjson", [
      ...Array.from({ length: 12 }, () => makeEpisodeInput()),
      { taskKey: "bad" },
    ])
    const tools = join(folder, "tools.json")
    writeFileSync(tools, JSON.stringify([{ type: "function", function: { name: "find" } }]))
    const first = await winnow(["import", file, ...named, "--tools", tools])
    expect(first).toMatchObject({ code: 0 })
    expect(first.stdout).toContain(
      "episodes.ndjson: Winnow episodes, 12 episodes of 12 tasks, score from score",
    )
    expect(first.stdout).toContain("12 imported, 0 already there, 0 repaired, 1 rejected")
    expect(first.stdout).toContain("rejected, record 13:")
    expect(first.stdout).not.toContain("call tools")
    const second = await winnow(["import", file, ...named])
    expect(second.stdout).toContain("0 imported, 12 already there")
    const [experiment] = (await listExperiments(ctx(), { archived: "exclude", limit: 5 })).items
    const [run] = (await listRuns(ctx(), { experimentId: experiment?.id as string })).items
    expect(run).toMatchObject({ name: "shell model", role: "teacher", hasTools: true, statistics: { n: 12 } })
  })

  it("makes a run of every file when several are named", async () => {
    const files = ["one.ndjson", "two.ndjson"].map((name) => writeEpisodes(name, [makeEpisodeInput()]))
    const options = ["--experiment", "Two files", "--model", "shell model", "--role", "student"]
    expect(await winnow(["import", ...files, ...options])).toMatchObject({ code: 0 })
    const { items } = await listExperiments(ctx(), { name: "Two files", archived: "exclude", limit: 5 })
    const runs = await listRuns(ctx(), { experimentId: items[0]?.id as string })
    expect(runs.items.map(({ name, role }) => [name, role])).toEqual([
      ["one", "student"],
      ["two", "student"],
    ])
  })

  it("creates a key that works elsewhere, and revokes it", async () => {
    const created = await winnow(["keys", "create", "--role", "editor", "--name", "laptop"])
    const key = created.stdout.trim()
    expect(key).toMatch(/^wn_/)
    const elsewhere = { WINNOW_HOME: join(folder, "nowhere"), WINNOW_URL: api.url, WINNOW_API_KEY: key }
    const listed = await winnow(["keys", "list"], elsewhere)
    expect(listed.stdout).toContain("laptop")
    await winnow(["keys", "revoke", listed.stdout.slice(0, 36)])
    const refused = await winnow(["keys", "list"], elsewhere)
    expect(refused).toMatchObject({ code: 1, stderr: "This API key is not valid, or was revoked.\n" })
  })

  it("exports a dataset by name into one file per split", async () => {
    const [experiment] = (
      await listExperiments(ctx(), { name: "From the shell", archived: "exclude", limit: 1 })
    ).items
    const experimentId = experiment?.id as string
    const [run] = (await listRuns(ctx(), { experimentId })).items
    const shares = { train: 1, validation: 0, test: 0 }
    const input = { experimentId, name: "gold", runIds: [run?.id as string], rules: [], shares }
    const gold = await createDataset(ctx(), createDatasetRoute.input.parse(input))
    const exported = await winnow(["export", "gold", "--out", "out"])
    expect(exported).toMatchObject({ code: 0, stderr: "" })
    expect(readdirSync(join(folder, "out")).sort()).toEqual(["manifest.json", "train.jsonl"])
    const lines = readFileSync(join(folder, "out/train.jsonl"), "utf8").trim().split("\n")
    expect(lines).toHaveLength(12)
    expect(JSON.parse(lines[0] as string)).toHaveProperty("messages")
    const verified = await winnow(["dataset", "verify", gold.id])
    expect(verified).toMatchObject({ code: 0, stderr: "" })
    expect(verified.stdout).toContain("same     exports      1 file made again, byte for byte.")
    const formats = await winnow(["export", "gold", "--formats"])
    expect(formats.stdout).toMatch(/^openai-chat +\S.*\n(.*\n)*parquet +\S/)
    const table = ["--format", "parquet", "--rows", "turn", "--out", "table"]
    expect(await winnow(["export", "gold", ...table])).toMatchObject({ code: 0, stderr: "" })
    expect(readdirSync(join(folder, "table")).sort()).toEqual(["manifest.json", "train.parquet"])
    expect(await winnow(["export", "gold", "--max-tokens", "1", "--out", "none"])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Nothing is written: 12 rows break the rules of openai-chat\./),
    })
    expect(existsSync(join(folder, "none"))).toBe(false)
    expect(await winnow(["export", "silver"])).toMatchObject({
      code: 1,
      stderr: 'There is no dataset called "silver".\n',
    })
  })

  it("saves a backup", async () => {
    const saved = await winnow(["backup", "copy.backup"])
    expect(saved).toMatchObject({ code: 0, stdout: expect.stringContaining("copy.backup: ") })
    expect(existsSync(join(folder, "copy.backup"))).toBe(true)
    const refused = await winnow(["restore", "copy.backup"])
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("this one holds data") })
  })

  it("explains itself", async () => {
    const help = await winnow(["--help"])
    for (const { name, summary, help: text } of COMMANDS) {
      expect(help.stdout).toContain(`${name.padEnd(7)}  ${summary}`)
      expect(text).toContain(`winnow ${name}`)
    }
    expect((await winnow(["import", "--help"])).stdout).toContain("--experiment NAME")
  })

  it("says in one sentence what is wrong", async () => {
    const nowhere = { WINNOW_HOME: join(folder, "nowhere") }
    expect(await winnow(["fly"], nowhere)).toEqual({
      code: 1,
      stdout: "",
      stderr: "There is no command fly. See `winnow --help`.\n",
    })
    const { stderr } = await winnow(["keys", "list"], nowhere)
    expect(stderr).toContain("No Winnow server runs here. Start one with `npm start`")
  })

  it.each([
    ["import", [], "Name at least one file"],
    ["import", ["x", "--model", "m"], "Name the experiment with --experiment"],
    ["import", ["x", ...named, "--role", "king"], "--role must be one of teacher, student, baseline"],
    ["import", ["--colour"], "Unknown option '--colour'"],
    ["import", ["gone.json", ...named], "There is no file gone.json"],
    ["keys", ["create", "--role", "king"], "--role must be one of viewer, labeler, editor, admin"],
    ["keys", [], "Say create, list or revoke"],
    ["export", [], "Name one dataset"],
    ["export", ["x", "--fix", "glue"], "--fix must be one of none, drop, truncate"],
    ["dataset", ["burn", "gold"], "Say verify and name one dataset"],
    ["restore", ["gone.backup"], "There is no file gone.backup"],
  ])("refuses `winnow %s` with %j", async (name, args, sentence) => {
    const command = COMMANDS.find((one) => one.name === name)
    await expect(command?.run(args)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining(sentence),
    })
  })

  it("sends the token of this machine to no other address", async () => {
    const refused = await winnow(["keys", "list"], { WINNOW_URL: "http://127.0.0.1:9" })
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("Set WINNOW_API_KEY to a key of"),
    })
  })

  it("says when nothing answers", async () => {
    const refused = await winnow(["keys", "list"], {
      WINNOW_URL: "http://127.0.0.1:9",
      WINNOW_API_KEY: "wn_x",
    })
    expect(refused).toMatchObject({
      code: 1,
      stderr:
        "Nothing answers at http://127.0.0.1:9. Start the server with `npm start`, or change WINNOW_URL.\n",
    })
  })
})
