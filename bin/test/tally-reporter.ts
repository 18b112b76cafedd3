import { writeFileSync } from "node:fs"
import type { Reporter, SerializedError, TestCase, TestModule } from "vitest/node"
import type { Failure, Tally } from "@/bin/test/tally"

/** Names the file that the tally of a run is written to. */
export const TALLY_FILE = "WINNOW_TEST_TALLY"

function describeError(errors: readonly { message: string }[] | undefined): string {
  return errors?.[0]?.message || "it gave no reason"
}

function describeTest(module: TestModule, test: TestCase): Failure {
  return {
    where: `${module.project.name}  ${module.relativeModuleId}`,
    name: test.fullName,
    error: describeError(test.result().errors),
  }
}

function listUnsteady(module: TestModule): Failure[] {
  const passed = [...module.children.allTests("passed")]
  return passed.filter((test) => test.diagnostic()?.flaky).map((test) => describeTest(module, test))
}

/** Tests that failed, then files and groups whose set-up did, without which their tests are only skipped. */
function listFailures(module: TestModule): Failure[] {
  const where = `${module.project.name}  ${module.relativeModuleId}`
  const tests = [...module.children.allTests("failed")].map((test) => describeTest(module, test))
  const groups = [module, ...module.children.allSuites()].filter((group) => group.errors().length > 0)
  return [
    ...tests,
    ...groups.map((group) => ({
      where,
      name: group.type === "suite" ? `${group.fullName} (outside its tests)` : "the file, outside its tests",
      error: describeError(group.errors()),
    })),
  ]
}

/** Counts a vitest run, errors that no test owns included, for the line that sums up all of them. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    const failures = [
      ...modules.flatMap(listFailures),
      ...unhandled.map((error) => ({
        where: "vitest",
        name: "an error outside every test",
        error: error.message,
      })),
    ]
    const passed = count("passed")
    const tally: Tally = {
      passed,
      failed: failures.length,
      skipped: tests.length - passed - count("failed"),
      failures,
      unsteady: modules.flatMap(listUnsteady),
    }
    writeFileSync(process.env[TALLY_FILE] as string, JSON.stringify(tally))
  }
}
