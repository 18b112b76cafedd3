import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { closeSync, existsSync, openSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { Client } from "pg"
import type { Account } from "@/bin/postgres/account"
import { type PostgresRelease, prepareBinaries } from "@/bin/postgres/binaries"
import { initialiseData, SERVER_USER } from "@/bin/postgres/initialise"
import { openServerFolder, openSocketFolder, serverProcessOptions } from "@/bin/postgres/server-folder"
import { clearStaleServer } from "@/bin/postgres/stale-server"
import { identifyProcess, type ProcessIdentity } from "@/bin/processes/identity"
import { stopProcess } from "@/bin/processes/stop"
import { AppError } from "@/lib/domain/errors"

export interface PostgresOptions {
  release: PostgresRelease
  /** Will belong to the server's account; holds its data and its socket. */
  folder: string
  account: Account | null
  password: string
  logFile: string
  settings: Record<string, string>
}

export interface PostgresServer {
  identity: ProcessIdentity
  /** The server listens on a Unix socket only, so any number of them run side by side without ports. */
  url(database: string): string
  /** Settles when the server ends, asked or not. */
  ended: Promise<void>
  stop(): Promise<void>
}

const START_LIMIT_MS = 120_000
const POLL_MS = 15
const RETRY_MS = 500

function requireSameRelease(data: string, release: PostgresRelease): void {
  const stored = readFileSync(join(data, "PG_VERSION"), "utf8").trim()
  if (stored === String(release)) return
  throw new AppError(
    "UNSUPPORTED",
    `The data in ${data} belongs to Postgres ${stored}, this version brings ${release}; set WINNOW_HOME to another folder and restore a backup there.`,
  )
}

async function launch(
  options: PostgresOptions,
  binaries: string,
  data: string,
  socket: string,
): Promise<ChildProcess> {
  const settings = { ...options.settings, listen_addresses: "", unix_socket_directories: socket }
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])
  const log = openSync(options.logFile, "a", 0o600)
  try {
    // Its own process group: Ctrl-C in the terminal reaches only the parent, which stops the server last.
    const child = spawn(join(binaries, "postgres"), ["-D", data, ...flags], {
      ...serverProcessOptions(options.account, options.folder),
      detached: true,
      stdio: ["ignore", log, log],
    })
    await once(child, "spawn")
    return child
  } finally {
    closeSync(log)
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url })
  try {
    await client.connect()
    await client.end()
    return true
  } catch (error) {
    // Not listening yet, or listening and still recovering.
    if (error instanceof Error && "code" in error && error.code !== "28P01") return false
    throw error
  }
}

/** False when the server ended instead. */
async function becomesReady(child: ChildProcess, url: string): Promise<boolean> {
  const deadline = Date.now() + START_LIMIT_MS
  while (!(await answers(url))) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) return false
    await delay(POLL_MS)
  }
  return true
}

/** Backends of a killed server take a moment to notice; until they end, no new server may have their data. */
async function launchUntilReady(
  options: PostgresOptions,
  launchOnce: () => Promise<ChildProcess>,
  url: string,
  attempts: number,
): Promise<ChildProcess> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const child = await launchOnce()
    if (await becomesReady(child, url)) return child
    if (attempt < attempts) await delay(RETRY_MS)
  }
  throw new AppError("UNAVAILABLE", `The embedded Postgres did not start; ${options.logFile} says why.`)
}

/** Starts a server, making its data folder first where there is none, and resolves when it accepts connections. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const folder = openServerFolder(options.folder, options.account)
  const data = join(folder, `data-${options.release}`)
  const binaries = prepareBinaries(options.release, options.account)
  if (!existsSync(data)) await initialiseData(options, binaries, data)
  requireSameRelease(data, options.release)
  const wasKilled = await clearStaleServer(data)
  const socket = openSocketFolder(folder, options.account)
  const url = (database: string) =>
    `postgresql://${SERVER_USER}:${options.password}@localhost/${database}?host=${encodeURIComponent(socket)}`
  const launchOnce = () => launch(options, binaries, data, socket)
  const child = await launchUntilReady(options, launchOnce, url("postgres"), wasKilled ? 20 : 1)
  const ended = once(child, "exit").then(() => undefined)
  const identity = identifyProcess(child.pid as number) as ProcessIdentity
  return { identity, url, ended, stop: () => stopProcess(identity, ["SIGINT", "SIGQUIT", "SIGKILL"], 20_000) }
}
