import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { closeSync, openSync, readFileSync } from "node:fs"
import { identifyProcess, type ProcessIdentity } from "@/bin/processes/identity"
import { stopProcess } from "@/bin/processes/stop"
import { AppError } from "@/lib/domain/errors"

export interface ChildOptions {
  name: string
  args: readonly string[]
  env: NodeJS.ProcessEnv
  /** Where its output goes; null shows it in the terminal. */
  logFile: string | null
  onStart(identity: ProcessIdentity): void
  /** It ended unasked and will be started again. */
  onCrash(name: string): void
}

const FIRST_RESTART_MS = 500
const LONGEST_RESTART_MS = 30_000
const STEADY_AFTER_MS = 60_000
const TAIL_LINES = 15
const GRACE_MS = 12_000

function launch({ args, env, logFile }: ChildOptions): ChildProcess {
  const log = logFile === null ? "inherit" : openSync(logFile, "a", 0o600)
  try {
    // Its own process group, so that Ctrl-C reaches only the parent, which then stops its children in order.
    return spawn(process.execPath, args, { env, detached: true, stdio: ["ignore", log, log, "ipc"] })
  } finally {
    if (typeof log === "number") closeSync(log)
  }
}

function tail(logFile: string): string {
  return readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-TAIL_LINES).join("\n")
}

async function waitUntilReady(child: ChildProcess, { name, logFile }: ChildOptions): Promise<void> {
  const ended = once(child, "exit").then(() => false)
  const ready = once(child, "message").then(() => true)
  if (await Promise.race([ended, ready])) return
  const sentence = `The ${name} process did not start; ${logFile ?? "the output above"} says why.`
  throw new AppError("UNAVAILABLE", logFile ? `${tail(logFile)}\n${sentence}` : sentence)
}

/** A Node process that says when it is ready, is started again when it crashes, and ends when we do. */
export class Child {
  private readonly options: ChildOptions
  /** The one that should run: only its end is a crash. */
  private current: ChildProcess | null = null
  private restartMs = FIRST_RESTART_MS
  private timer: NodeJS.Timeout | undefined

  constructor(options: ChildOptions) {
    this.options = options
  }

  /** Resolves when the process is ready. @throws AppError when it ends before that. */
  async start(): Promise<void> {
    const child = launch(this.options)
    this.current = child
    await once(child, "spawn")
    const identity = identifyProcess(child.pid as number)
    if (identity) this.options.onStart(identity)
    await waitUntilReady(child, this.options)
    const readyAt = Date.now()
    child.once("exit", () => {
      if (this.current === child) this.restart(Date.now() - readyAt)
    })
  }

  async stop(): Promise<void> {
    const child = this.current
    this.current = null
    clearTimeout(this.timer)
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    const identity = identifyProcess(child.pid)
    if (identity) await stopProcess(identity, ["SIGTERM", "SIGKILL"], GRACE_MS)
  }

  private restart(ranMs: number): void {
    this.options.onCrash(this.options.name)
    const wait = ranMs > STEADY_AFTER_MS ? FIRST_RESTART_MS : this.restartMs
    this.restartMs = Math.min(wait * 2, LONGEST_RESTART_MS)
    this.timer = setTimeout(() => this.startAgain(), wait)
  }

  private async startAgain(): Promise<void> {
    const failed = await this.start().then(
      () => false,
      () => true,
    )
    if (failed && this.current) this.restart(0)
  }
}
