import { execFile } from "node:child_process"
import { readdir, readFile } from "node:fs/promises"
import { promisify } from "node:util"
import { isMissing } from "@/lib/providers/own-machine/run-folder"

/** A process that lives. `startedAt` is the machine's own word for when it began: with the pid it names one process for good. */
export interface LiveProcess {
  pid: number
  startedAt: string
  commandLine: string
}

const run = promisify(execFile)

/** Place of the start time, in ticks since boot, among the fields of /proc/PID/stat behind the name (proc(5), field 22). */
const START_FIELD = 19

function isGone(error: unknown): boolean {
  return isMissing(error) || (error instanceof Error && "code" in error && error.code === "ESRCH")
}

async function readProc(pid: number): Promise<LiveProcess | null> {
  try {
    const [stat, line] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile(`/proc/${pid}/cmdline`, "utf8"),
    ])
    // The name stands in brackets and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    const isDead = fields[0] === "Z" || fields[0] === "X"
    return isDead
      ? null
      : { pid, startedAt: fields[START_FIELD] ?? "", commandLine: line.replaceAll("\0", " ").trim() }
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

const PS_LINE = /^\s*(\d+)\s+(\S+)\s+(\w{3}\s+\w{3}\s+\d+\s+[\d:]+\s+\d{4})\s+(.*)$/

async function readPs(args: readonly string[]): Promise<LiveProcess[]> {
  const options = { env: { ...process.env, LC_ALL: "C" }, maxBuffer: 32 * 1024 * 1024 }
  const { stdout } = await run("ps", [...args, "-o", "pid=,stat=,lstart=,args="], options).catch(() => ({
    stdout: "",
  }))
  return stdout.split("\n").flatMap((line) => {
    const [, pid, state = "", startedAt = "", commandLine = ""] = PS_LINE.exec(line) ?? []
    return pid && !state.startsWith("Z") ? [{ pid: Number(pid), startedAt, commandLine }] : []
  })
}

export async function readProcess(pid: number): Promise<LiveProcess | null> {
  if (process.platform === "linux") return readProc(pid)
  return (await readPs(["-p", String(pid)]))[0] ?? null
}

/** A live process whose command line holds this text; the first one where there are several. */
export async function findProcess(text: string): Promise<LiveProcess | null> {
  if (process.platform !== "linux") {
    return (await readPs(["-ax", "-ww"])).find(({ commandLine }) => commandLine.includes(text)) ?? null
  }
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number)
  for (const pid of pids) {
    const found = await readProc(pid)
    if (found?.commandLine.includes(text)) return found
  }
  return null
}
