// Plain JavaScript that runs on any Node from 20.9 and needs no package: it installs what the lockfile says and then
// hands over to TypeScript on the Node that came with the packages.
import { execFileSync, spawn, spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const ownNode = join(root, "node_modules/.bin/node")
const LAUNCHER_POLL_MS = 500

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number)
  if (major > 20 || (major === 20 && minor >= 9)) return
  fail(`Winnow needs Node 20.9 or newer and found ${process.versions.node}; change PATH to one that is.`)
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : {}
}

/** npm writes down what it has installed; packages for other platforms are optional and may be missing. */
function isInstalled() {
  const wanted = readPackages(join(root, "package-lock.json"))
  const installed = readPackages(join(root, "node_modules/.package-lock.json"))
  return (
    existsSync(ownNode) &&
    Object.entries(wanted).every(([path, entry]) => {
      if (path === "") return true
      const found = installed[path]
      return found ? found.version === entry.version && found.integrity === entry.integrity : entry.optional
    })
  )
}

function install() {
  const npm = process.env.npm_execpath
  const [command, first] = npm?.endsWith("js") ? [process.execPath, [npm]] : ["npm", []]
  const args = [
    ...first,
    "ci",
    "--include=dev",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ]
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: "utf8" })
  if (status === 0) return
  fail(`${stdout ?? ""}${stderr ?? ""}Installing the packages failed${error ? `: ${error.message}` : ""}.`)
}

function readProcess(pid) {
  const line = execFileSync("ps", ["-o", "ppid=,comm=", "-p", String(pid)], { encoding: "utf8" }).trim()
  const [, parent, command] = /^(\d+)\s+(.*)$/s.exec(line) ?? []
  return { parent: Number(parent), command: command ?? "" }
}

/** npm runs scripts in a shell, which does not end when npm is killed: then npm itself is the one to watch. */
function findLauncher() {
  if (!process.env.npm_lifecycle_event) return null
  try {
    const { parent, command } = readProcess(process.ppid)
    return /(^|[/-])(ba|da|z|a)?sh$/.test(command) ? parent : null
  } catch {
    return null
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === "EPERM"
  }
}

function stopWithLauncher(stop) {
  const [parent, launcher] = [process.ppid, findLauncher()]
  setInterval(() => {
    if (process.ppid !== parent || (launcher && !isAlive(launcher))) stop()
  }, LAUNCHER_POLL_MS).unref()
}

/** Installs when the lockfile asks for it, and says how long that took. */
export function prepare() {
  requireNode()
  if (isInstalled()) return
  const startedAt = performance.now()
  process.stdout.write("Installing packages, which happens only when the lockfile has changed ...\n")
  install()
  process.stdout.write(
    `  packages     ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s\n`,
  )
}

/** Runs a TypeScript file of ours and ends as it ends. When we or npm are told to stop, or vanish, so does it. */
export function handOver(script, args = process.argv.slice(2)) {
  const home = process.env.WINNOW_HOME ? resolve(process.env.WINNOW_HOME) : join(root, ".winnow")
  const path = `${join(root, "node_modules/.bin")}:${process.env.PATH ?? ""}`
  const child = spawn(
    ownNode,
    ["--import", pathToFileURL(join(root, "bin/ts.mjs")).href, join(root, script), ...args],
    {
      cwd: root,
      env: { ...process.env, WINNOW_HOME: home, PATH: path },
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    },
  )
  const stop = () => child.connected && child.send("stop")
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop)
  stopWithLauncher(stop)
  child.on("exit", (code) => process.exit(code ?? 1))
}
