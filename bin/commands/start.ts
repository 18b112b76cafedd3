import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { PROJECT_ROOT } from "@/bin/build/project-root"
import type { Command } from "@/bin/commands/command"

export const startCommand: Command = {
  name: "start",
  summary: "Start the server, as `npm start` does",
  help: `winnow start

Starts database, web and worker and prints a link that signs you in once. Ctrl-C stops everything.
PORT, HOST, WINNOW_HOME, DATABASE_URL and PUBLIC_URL change where; the README lists every variable.`,
  async run(args) {
    const child = spawn(process.execPath, [join(PROJECT_ROOT, "bin/start.mjs"), ...args], {
      stdio: "inherit",
    })
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => child.kill(signal))
    const [code] = await once(child, "exit")
    process.exitCode = code ?? 1
  },
}
