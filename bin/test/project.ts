import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { z } from "zod"
import { runProgram } from "@/bin/test/run-program"
import type { Tally } from "@/bin/test/tally"

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
})

function readTally(file: string): Tally {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 }
  const report = reportSchema.parse(JSON.parse(readFileSync(file, "utf8")))
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests }
}

/** Runs one vitest project. A run that fails without a failed test (a set-up, a stray error) counts as one failure. */
export async function runProject(name: string): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "winnow-report-"))
  const file = join(folder, "report.json")
  try {
    const args = [
      "run",
      "--project",
      name,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ]
    const { ok } = await runProgram("vitest", args, "show")
    const tally = readTally(file)
    return ok || tally.failed > 0 ? tally : { ...tally, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
