import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { browserUrl, localUrl } from "@/bin/address"
import { PROJECT_ROOT } from "@/bin/build/project-root"
import type { ToolOptions } from "@/bin/build/run-tool"
import { openHome } from "@/bin/home"
import { type Instance, openInstance } from "@/bin/instance"
import { migrateDatabase, openDatabase } from "@/bin/open-database"
import type { Phases } from "@/bin/phases"
import { requireFreePort } from "@/bin/port"
import { Child } from "@/bin/processes/child"
import { restartOnChange } from "@/bin/restart-on-change"
import { AppError } from "@/lib/domain/errors"
import { type Env, parseEnv } from "@/lib/env"

export interface InstallationOptions {
  environment: NodeJS.ProcessEnv
  phases: Phases
  /** Development shows the output of the processes, compiles pages on request and restarts the worker on a change. */
  development: boolean
  /** Makes what the web process serves. */
  build(options: ToolOptions): Promise<unknown>
  /** The scripts of the two processes; each says "ready" to its parent and ends with it. */
  scripts: { web: string; worker: string }
  /** Something is worth telling; with `fatal` the installation cannot go on and should be stopped. */
  report(sentence: string, fatal: boolean): void
}

const LOADER = pathToFileURL(join(PROJECT_ROOT, "bin/ts.mjs")).href

/** Of the space for young objects, whose default of 16 is held three times over by each process. */
const YOUNG_MB = 4

/**
 * From this size on, memory comes from the system and goes back to it when it is freed. Left alone, glibc raises it with every large
 * buffer that is freed, and then keeps what episodes in great numbers leave behind (`mallopt(3)`); other systems do not read it.
 */
const RETURNED_BYTES = 131_072

/** One running Winnow: database, web and worker, stopped in the opposite order. */
export class Installation {
  private readonly options: InstallationOptions
  private readonly env: Env
  private readonly home: string
  private readonly closers: (() => unknown)[] = []
  private stopping: Promise<void> | undefined

  /** @throws AppError naming the variable to change when the environment or the folder is unusable. */
  constructor(options: InstallationOptions) {
    this.options = options
    this.env = parseEnv(options.environment)
    this.home = openHome(this.env.home)
  }

  /** Resolves when everything answers. On an error the caller stops what has started. */
  async start(): Promise<{ databaseUrl: string; url: string }> {
    const { build, phases } = this.options
    const instance = await openInstance(this.home)
    this.onStop(() => instance.close())
    const port = await requireFreePort(this.env.host, this.env.port)
    const databaseUrl = await phases.run("database", () => this.openDatabase(instance))
    await phases.run("migrations", () => migrateDatabase(databaseUrl))
    await phases.run("build", () => build(this.toolOptions(instance)))
    await phases.run("web, worker", () => this.startChildren(instance, port, databaseUrl))
    this.announce(localUrl(this.env.host, port))
    return { databaseUrl, url: browserUrl(this.env, port) }
  }

  /** Ends everything; calling it again waits for the first call. */
  stop(): Promise<void> {
    this.stopping ??= this.close()
    return this.stopping
  }

  get isStopping(): boolean {
    return this.stopping !== undefined
  }

  private async close(): Promise<void> {
    for (const close of this.closers.reverse()) await close()
  }

  private onStop(close: () => unknown): void {
    if (this.isStopping) throw new AppError("UNAVAILABLE", "Winnow was stopped while it started.")
    this.closers.push(close)
  }

  private async openDatabase(instance: Instance): Promise<string> {
    const opening = openDatabase(this.env.databaseUrl, this.home)
    const settled = opening.catch(() => null)
    this.onStop(async () => (await settled)?.server?.stop())
    const { url, server } = await opening
    if (server) {
      instance.setChild("postgres", server.identity)
      server.ended.then(() => {
        if (!this.isStopping)
          this.options.report(`The database server ended; ${this.log("postgres")} says why.`, true)
      })
    }
    return url
  }

  private toolOptions(instance: Instance): ToolOptions {
    const abort = new AbortController()
    this.onStop(() => abort.abort())
    return { signal: abort.signal, onProcess: (name, identity) => instance.setChild(name, identity) }
  }

  private async startChildren(instance: Instance, port: number, databaseUrl: string): Promise<void> {
    const env = {
      ...this.options.environment,
      NODE_ENV: this.options.development ? "development" : "production",
      PORT: String(port),
      WINNOW_HOME: this.home,
      DATABASE_URL: databaseUrl,
      NEXT_TELEMETRY_DISABLED: "1",
      MALLOC_MMAP_THRESHOLD_: String(RETURNED_BYTES),
    } satisfies NodeJS.ProcessEnv
    const web = this.createChild("web", this.options.scripts.web, env, instance)
    const worker = this.createChild("worker", this.options.scripts.worker, env, instance)
    this.onStop(() => Promise.all([web.stop(), worker.stop()]))
    await Promise.all([web.start(), worker.start()])
    if (this.options.development) this.onStop(restartOnChange(worker))
  }

  private createChild(name: string, script: string, env: NodeJS.ProcessEnv, instance: Instance): Child {
    const logFile = this.options.development ? null : this.log(name)
    return new Child({
      name,
      args: [`--max-semi-space-size=${YOUNG_MB}`, "--import", LOADER, script],
      env,
      logFile,
      onStart: (identity) => instance.setChild(name, identity),
      onCrash: () =>
        this.options.report(
          `The ${name} process ended and is started again; ${logFile ?? "the output"} says why.`,
          false,
        ),
    })
  }

  private log(name: string): string {
    return join(this.home, "logs", `${name}.log`)
  }

  /** Tells the command line where the server is. */
  private announce(url: string): void {
    const file = join(this.home, "server.json")
    this.onStop(() => rmSync(file, { force: true }))
    writeFileSync(file, `${JSON.stringify({ url, pid: process.pid })}\n`, { mode: 0o600 })
  }
}
