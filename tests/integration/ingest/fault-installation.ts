import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { getLocalToken } from "@/lib/services/secret/home-secret"
import { makeHome, readProcesses, removeHome } from "@/tests/integration/start/plain-installation"

const SCRIPT = fileURLToPath(new URL("fault-start.mjs", import.meta.url))

export const VICTIMS = ["web", "postgres", "worker"] as const

async function findPort(): Promise<number> {
  const server = createServer()
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  if (address === null || typeof address === "string") throw new Error("no port")
  return address.port
}

/** One home whose processes are killed; it is started again at the same address whenever it ends. */
export class FaultInstallation implements AsyncDisposable {
  readonly home = makeHome()
  readonly url: string
  private readonly port: number
  private child: ChildProcess | null = null
  private isClosing = false
  private running: Promise<void> = Promise.resolve()

  private constructor(port: number) {
    this.port = port
    this.url = `http://127.0.0.1:${port}`
  }

  static async start(): Promise<FaultInstallation> {
    const installation = new FaultInstallation(await findPort())
    await installation.launch()
    return installation
  }

  get headers(): Record<string, string> {
    const token = getLocalToken(this.home)
    return { authorization: `Bearer ${token}`, "content-type": "application/json" }
  }

  private async launch(): Promise<void> {
    const child = spawn(process.execPath, [SCRIPT], {
      env: {
        ...process.env,
        PORT: String(this.port),
        WINNOW_HOME: this.home,
        WINNOW_DEMO: "0",
        DATABASE_URL: "",
      },
      stdio: ["ignore", "pipe", "pipe"],
    })
    this.child = child
    let output = ""
    const ready = Promise.withResolvers<void>()
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk
        if (/ready at/.test(output)) ready.resolve()
      })
    }
    const ended = once(child, "close").then(() => {
      ready.reject(new Error(`the installation ended:\n${output}`))
      // As a supervisor would.
      if (!this.isClosing) this.running = this.launch()
    })
    ready.promise.catch(() => undefined)
    await Promise.race([ready.promise, ended])
  }

  /** Kills one process and, where that ends the whole installation, waits until it is there again. */
  async kill(victim: (typeof VICTIMS)[number], afterMs: number): Promise<void> {
    await sleep(afterMs)
    const { pid } = readProcesses(this.home)[victim] ?? {}
    if (pid === undefined) throw new Error(`there is no ${victim} process`)
    process.kill(pid, "SIGKILL")
    if (victim !== "postgres" || !this.child) return
    if (this.child.exitCode === null) await once(this.child, "close")
    await this.running
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.isClosing = true
    await this.running
    const child = this.child
    if (child && child.exitCode === null) {
      child.kill("SIGINT")
      await once(child, "close")
    }
    removeHome(this.home)
  }
}
