import { runProgram } from "@/bin/test/run-program"
import { addTally, EMPTY_TALLY, type Tally } from "@/bin/test/tally"

const LAYERED = ["app", "components", "lib", "prisma", "bin"]

interface Check {
  name: string
  program: string
  args: string[]
}

/** Writes what the type checker reads. */
const ROUTE_TYPES: Check = { name: "route types (Next)", program: "next", args: ["typegen"] }

/** The native compiler checks; Next and the others read the project through the one that they can import. */
const TYPES: Check = { name: "types (tsc)", program: "../typescript-native/bin/tsc", args: ["--noEmit"] }

const OTHERS: readonly Check[] = [
  { name: "format and lint (Biome)", program: "biome", args: ["check", "--error-on-warnings", "."] },
  {
    name: "who imports whom (dependency-cruiser)",
    program: "depcruise",
    args: ["--config", ".dependency-cruiser.mjs", "--output-type", "err-long", ...LAYERED],
  },
  { name: "nothing unused (knip)", program: "knip", args: ["--no-config-hints"] },
]

async function runCheck({ name, program, args }: Check): Promise<Tally> {
  const startedAt = performance.now()
  const { ok, output } = await runProgram(program, args)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${ok ? "passed" : "FAILED"}  ${name}  ${seconds} s`)
  if (!ok) console.log(output)
  if (ok) return { ...EMPTY_TALLY, passed: 1 }
  return { ...EMPTY_TALLY, failed: 1, failures: [{ where: "check", name, error: output }] }
}

/** One after the other, failing ones included. */
async function runInTurn(checks: readonly Check[]): Promise<Tally> {
  let total = EMPTY_TALLY
  for (const check of checks) total = addTally(total, await runCheck(check))
  return total
}

/** Runs every check, two at a time, and shows what the failing ones said. */
export async function runChecks(): Promise<Tally> {
  const [types, others] = await Promise.all([runInTurn([ROUTE_TYPES, TYPES]), runInTurn(OTHERS)])
  return addTally(types, others)
}
