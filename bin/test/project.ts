import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runProgram } from "@/bin/test/run-program"
import { EMPTY_TALLY, type Tally } from "@/bin/test/tally"
import { TALLY_FILE } from "@/bin/test/tally-reporter"

function readTally(file: string): Tally {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : EMPTY_TALLY
}

/** A run that fails and names nothing that did (it ended early, its set-up failed) counts as one failure. */
function countRun(name: string, ok: boolean, tally: Tally): Tally {
  if (ok || tally.failed > 0) return tally
  const failure = {
    where: name,
    name: "the run itself",
    error: "it ended in failure: see what it said above",
  }
  return { ...tally, failed: 1, failures: [failure] }
}

/** Runs one vitest project. */
export async function runProject(name: string): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "winnow-report-"))
  const file = join(folder, "tally.json")
  try {
    const reporters = ["--reporter=default", "--reporter=./bin/test/tally-reporter.ts"]
    const { ok } = await runProgram("vitest", ["run", "--project", name, ...reporters], {
      output: "show",
      env: { [TALLY_FILE]: file },
    })
    return countRun(name, ok, readTally(file))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
