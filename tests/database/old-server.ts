import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { z } from "zod"
import { startScratchPostgres } from "@/bin/postgres/scratch"
import { createTemplate, TEMPLATE_DATABASE } from "@/tests/database/template"

export const OLD_SERVER_FILE = "postgres-15.json"

export const oldServerSchema = z.object({
  templateUrl: z.string(),
  folder: z.string(),
  identity: z.object({ pid: z.number(), startedAt: z.string() }),
})

async function start(note: string, ownerPid: number): Promise<void> {
  const server = await startScratchPostgres(15, ownerPid)
  await createTemplate(server.url)
  const content = {
    templateUrl: server.url(TEMPLATE_DATABASE),
    folder: server.folder,
    identity: server.identity,
  }
  writeFileSync(`${note}.partial`, JSON.stringify(content))
  renameSync(`${note}.partial`, note)
}

/** The template database of the run's Postgres 15, which the first test that asks for it starts. */
export async function requireOldServer(sharedFolder: string, ownerPid: number): Promise<string> {
  const note = join(sharedFolder, OLD_SERVER_FILE)
  const isFirst = mkdirSync(join(sharedFolder, "postgres-15"), { recursive: true }) !== undefined
  if (isFirst) await start(note, ownerPid)
  while (!existsSync(note)) await delay(50)
  return oldServerSchema.parse(JSON.parse(readFileSync(note, "utf8"))).templateUrl
}
