import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { withLock } from "@/bin/build/lock"
import { PROJECT_ROOT } from "@/bin/build/project-root"
import { runTool, type ToolOptions } from "@/bin/build/run-tool"
import { hashFiles, readStamp } from "@/bin/build/source-hash"

const STAMP = join(PROJECT_ROOT, "lib/db/generated/.stamp")

/** Generates the database client when the schema or Prisma has changed; answers whether it had to. */
export async function generateClient(options?: ToolOptions): Promise<boolean> {
  const hash = hashFiles(PROJECT_ROOT, ["prisma/schema.prisma", "node_modules/prisma/package.json"])
  if (readStamp(STAMP) === hash) return false
  await withLock(join(PROJECT_ROOT, "node_modules/.winnow/client.lock"), async () => {
    if (readStamp(STAMP) === hash) return
    // Any existing program satisfies the check for an engine that generating does not use.
    const env = {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    }
    const args = [join(PROJECT_ROOT, "node_modules/prisma/build/index.js"), "generate"]
    await runTool({ what: "Generating the database client", args, env }, options)
    writeFileSync(STAMP, hash)
  })
  return true
}
