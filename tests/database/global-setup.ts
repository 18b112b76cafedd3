import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TestProject } from "vitest/node"
import { startScratchPostgres } from "@/bin/postgres/scratch"
import { stopProcess } from "@/bin/processes/stop"
import { OLD_SERVER_FILE, oldServerSchema } from "@/tests/database/old-server"
import { createTemplate, TEMPLATE_DATABASE } from "@/tests/database/template"

declare module "vitest" {
  interface ProvidedContext {
    /** URL of the template database on the Postgres 18 of this run. */
    templateUrl: string
    /** Where the test processes leave notes for each other. */
    sharedFolder: string
    /** The process that outlives every test process of the run. */
    runnerPid: number
  }
}

/** One Postgres 18 for the whole run; a Postgres 15 only when a test asks for it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const sharedFolder = mkdtempSync(join(tmpdir(), "winnow-tests-"))
  const server = await startScratchPostgres(18)
  await createTemplate(server.url)
  project.provide("templateUrl", server.url(TEMPLATE_DATABASE))
  project.provide("sharedFolder", sharedFolder)
  project.provide("runnerPid", process.pid)
  return async () => {
    const note = join(sharedFolder, OLD_SERVER_FILE)
    if (existsSync(note)) {
      const { identity, folder } = oldServerSchema.parse(JSON.parse(readFileSync(note, "utf8")))
      await stopProcess(identity, ["SIGQUIT", "SIGKILL"], 10_000)
      rmSync(folder, { recursive: true, force: true })
    }
    await server.stop()
    rmSync(sharedFolder, { recursive: true, force: true })
  }
}
