import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { inject } from "vitest"
import { PROJECT_ROOT } from "@/bin/build/project-root"

const LOG_TAIL = 4000

/** Shared by every worker of the run: each would otherwise compile the same sources again. */
const COMPILED = join(inject("sharedFolder"), "compiled")

/** The worker as `npm start` runs it, as a child process on a database of the test. */
export class WorkerProcess {
  readonly #child: ChildProcess
  readonly #ended: Promise<unknown>
  #isUnwanted = false
  #log = ""

  /** `onCrash` is called when it ends though nobody asked it to. */
  constructor(databaseUrl: string, home: string, onCrash: () => void) {
    this.#child = spawn(process.execPath, ["--import", "./bin/ts.mjs", "bin/worker.ts"], {
      cwd: PROJECT_ROOT,
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        WINNOW_HOME: home,
        WINNOW_DEMO: "0",
        NODE_COMPILE_CACHE: COMPILED,
      },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    })
    this.#ended = once(this.#child, "exit").then(() => this.#isUnwanted || onCrash())
    this.#child.stderr?.on("data", (chunk: Buffer) => {
      this.#log = `${this.#log}${chunk}`.slice(-LOG_TAIL)
    })
  }

  /** The end of what it has written. */
  get log(): string {
    return this.#log
  }

  async kill(): Promise<void> {
    this.#isUnwanted = true
    this.#child.kill("SIGKILL")
    await this.#ended
  }

  /** Asks it to end; answers its exit code, null when it had been killed. */
  async stop(): Promise<number | null> {
    this.#isUnwanted = true
    this.#child.kill("SIGTERM")
    await this.#ended
    return this.#child.exitCode
  }
}
