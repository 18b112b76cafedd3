import { generateClient } from "@/bin/build/generate-client"
import { runChecks } from "@/bin/test/checks"
import { describeFailures } from "@/bin/test/describe-failures"
import { runProject } from "@/bin/test/project"
import { stopPrograms } from "@/bin/test/run-program"
import { addTally, describeTally, EMPTY_TALLY, type Tally } from "@/bin/test/tally"

const SUITES: Record<string, () => Promise<Tally>> = {
  check: runChecks,
  unit: () => runProject("unit"),
  integration: () => runProject("integration"),
  e2e: () => runProject("e2e"),
}

async function runSuites(names: readonly string[]): Promise<Tally> {
  let total = EMPTY_TALLY
  for (const name of names) {
    const run = SUITES[name]
    if (!run) throw new Error(`there is no suite ${name}; there are ${Object.keys(SUITES).join(", ")}`)
    console.log(`\n── ${name}`)
    total = addTally(total, await run())
  }
  return total
}

// The bootstrap says so when it is told to stop, and is simply gone when it is killed.
for (const event of ["message", "disconnect"])
  process.on(event, () => stopPrograms().then(() => process.exit(1)))

await generateClient()
const asked = process.argv.slice(2)
const total = await runSuites(asked.length > 0 ? asked : Object.keys(SUITES))
if (total.unsteady.length > 0) console.log(`\n${describeFailures("SHAKY", total.unsteady)}`)
if (total.failures.length > 0) console.log(`\n${describeFailures("FAILED", total.failures)}`)
console.log(`\n${describeTally(total)}`)
process.exit(total.failed === 0 ? 0 : 1)
