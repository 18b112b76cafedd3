import { readFileSync, statSync, writeFileSync } from "node:fs"
import { isAbsolute, join, resolve } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { isRunning, type ProcessIdentity } from "@/bin/processes/identity"
import {
  makeHome,
  type PlainInstallation,
  readPlace,
  readProcesses,
  removeHome,
  startPlain,
} from "@/tests/integration/start/plain-installation"

const homes: string[] = []
const started: PlainInstallation[] = []

function openHome(): string {
  const home = makeHome()
  homes.push(home)
  return home
}

function start(environment: Record<string, string>): PlainInstallation {
  const installation = startPlain(environment)
  started.push(installation)
  return installation
}

async function visit(url: string): Promise<string> {
  return (await fetch(url)).text()
}

function running(processes: Record<string, ProcessIdentity>): string[] {
  return Object.keys(processes).filter((name) => isRunning(processes[name] as ProcessIdentity))
}

afterEach(async () => {
  for (const installation of started.splice(0)) {
    installation.process.kill("SIGTERM")
    await installation.ended
  }
  for (const home of homes.splice(0)) removeHome(home)
})

describe("start", () => {
  it("runs in a folder closed to everybody else, and Ctrl-C leaves no process", async () => {
    const home = openHome()
    const installation = start({ WINNOW_HOME: home })
    expect(await visit(await installation.ready())).toBe("1")
    expect(isAbsolute(readPlace(home).folder)).toBe(process.getuid?.() === 0)
    expect(statSync(join(home, "postgres.json")).mode & 0o777).toBe(0o600)
    const processes = readProcesses(home)
    expect(running(processes).sort()).toEqual(["parent", "postgres", "web", "worker"])
    installation.process.kill("SIGINT")
    expect(await installation.ended).toBe(0)
    expect(running(processes)).toEqual([])
  })

  it("runs two installations side by side and refuses a second one in the same folder", async () => {
    const [first, second] = [openHome(), openHome()]
    const urls = await Promise.all([first, second].map((home) => start({ WINNOW_HOME: home }).ready()))
    expect(await Promise.all(urls.map(visit))).toEqual(["1", "1"])
    const refused = start({ WINNOW_HOME: first })
    expect(await refused.ended).toBe(1)
    expect(refused.output()).toMatch(
      /^Winnow already runs in .* set WINNOW_HOME and PORT for a second one\.\n$/,
    )
    expect(await visit(urls[0] as string)).toBe("2")
  })

  it("recovers by itself after its processes were killed, keeping the data", async () => {
    const home = openHome()
    const first = start({ WINNOW_HOME: home })
    await visit(await first.ready())
    const processes = readProcesses(home)
    process.kill(processes.parent?.pid as number, "SIGKILL")
    await first.ended
    const second = start({ WINNOW_HOME: home })
    expect(await visit(await second.ready())).toBe("2")
    expect(running(processes)).toEqual([])
  })

  it("stops when the bootstrap it was started by is killed", async () => {
    const home = openHome()
    const first = start({ WINNOW_HOME: home })
    await first.ready()
    const parent = readProcesses(home).parent as ProcessIdentity
    first.process.kill("SIGKILL")
    await expect.poll(() => isRunning(parent)).toBe(false)
    expect(await visit(await start({ WINNOW_HOME: home }).ready())).toBe("1")
  })

  it("starts again after a power cut left a lock file with the number of another process", async () => {
    const home = openHome()
    const first = start({ WINNOW_HOME: home })
    await visit(await first.ready())
    const { parent, postgres } = readProcesses(home)
    for (const killed of [parent, postgres]) process.kill(killed?.pid as number, "SIGKILL")
    await first.ended
    const lock = join(resolve(home, readPlace(home).folder), "data-18/postmaster.pid")
    writeFileSync(lock, readFileSync(lock, "utf8").replace(/^\d+/, String(process.pid)))
    expect(await visit(await start({ WINNOW_HOME: home }).ready())).toBe("2")
  })

  it("starts a crashed worker again", async () => {
    const home = openHome()
    const installation = start({ WINNOW_HOME: home })
    await installation.ready()
    const { pid } = readProcesses(home).worker as ProcessIdentity
    process.kill(pid, "SIGKILL")
    await expect.poll(() => readProcesses(home).worker?.pid).not.toBe(pid)
    expect(installation.output()).toContain("The worker process ended and is started again")
  })
})
