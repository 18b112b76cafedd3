import { watch } from "node:fs"
import { join } from "node:path"
import { PROJECT_ROOT } from "@/bin/build/project-root"
import type { Child } from "@/bin/processes/child"

const SETTLE_MS = 300

/** Development only: gives the worker the code that was just saved. Returns what ends the watching. */
export function restartOnChange(child: Child): () => void {
  let timer: NodeJS.Timeout | undefined
  let restarts = Promise.resolve()
  const restart = async () => {
    await child.stop()
    // Code that does not run yet shows its error; the next change tries again.
    await child
      .start()
      .catch((error: unknown) => console.error(error instanceof Error ? error.message : error))
  }
  const watcher = watch(join(PROJECT_ROOT, "lib"), { recursive: true }, (_event, file) => {
    if (!file?.endsWith(".ts") || file.endsWith(".test.ts")) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      restarts = restarts.then(restart)
    }, SETTLE_MS)
  })
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
