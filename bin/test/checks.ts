import { runProgram } from "@/bin/test/run-program"
import { addTally, type Tally } from "@/bin/test/tally"

const LAYERED = ["app", "components", "lib", "prisma", "bin"]

const CHECKS: readonly { name: string; program: string; args: string[] }[] = [
  { name: "format and lint (Biome)", program: "biome", args: ["check", "--error-on-warnings", "."] },
  {
    name: "who imports whom (dependency-cruiser)",
    program: "depcruise",
    args: ["--config", ".dependency-cruiser.mjs", "--output-type", "err-long", ...LAYERED],
  },
  { name: "route types (Next)", program: "next", args: ["typegen"] },
  { name: "types (tsc)", program: "tsc", args: ["--noEmit"] },
  { name: "nothing unused (knip)", program: "knip", args: ["--no-config-hints"] },
]

/** Runs every check, failing ones included, and shows what the failing ones said. */
export async function runChecks(): Promise<Tally> {
  let total: Tally = { passed: 0, failed: 0, skipped: 0 }
  for (const { name, program, args } of CHECKS) {
    const startedAt = performance.now()
    const { ok, output } = await runProgram(program, args)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    console.log(`${ok ? "passed" : "FAILED"}  ${name}  ${seconds} s`)
    if (!ok) console.log(output)
    total = addTally(total, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })
  }
  return total
}
