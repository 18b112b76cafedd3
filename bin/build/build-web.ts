import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { withLock } from "@/bin/build/lock"
import { PROJECT_ROOT } from "@/bin/build/project-root"
import { runTool, type ToolOptions } from "@/bin/build/run-tool"
import { hashFiles, readStamp } from "@/bin/build/source-hash"

const STAMP = join(PROJECT_ROOT, ".next/winnow-build")

const SOURCES = [
  "{app,components,lib,public}/**/*",
  "{next.config.mjs,postcss.config.mjs,tsconfig.json,package-lock.json,prisma/schema.prisma,instrumentation.ts,proxy.ts}",
]

const NOT_BUILT = ["**/*.test.*", "lib/db/generated/**"]

/** Builds the web application when its sources have changed; answers whether it had to. Installations share the result. */
export async function buildWeb(options?: ToolOptions): Promise<boolean> {
  if (readStamp(STAMP) === hashFiles(PROJECT_ROOT, SOURCES, NOT_BUILT)) return false
  await withLock(join(PROJECT_ROOT, "node_modules/.winnow/build.lock"), async () => {
    const hash = hashFiles(PROJECT_ROOT, SOURCES, NOT_BUILT)
    if (readStamp(STAMP) === hash) return
    const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const
    const args = [join(PROJECT_ROOT, "node_modules/next/dist/bin/next"), "build", PROJECT_ROOT]
    // A build that breaks off must not look like the last whole one.
    rmSync(STAMP, { force: true })
    await runTool({ what: "Building the web application", args, env }, options)
    writeFileSync(STAMP, hash)
  })
  return true
}
