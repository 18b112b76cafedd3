/** One thing that failed. */
export interface Failure {
  /** Where it is: a suite, and the file in the project where one is known. */
  where: string
  /** The full name of the test, or what failed outside one. */
  name: string
  error: string
}

/** How many tests there were, by outcome, and what failed; each step of the checks counts as one. */
export interface Tally {
  passed: number
  failed: number
  skipped: number
  failures: readonly Failure[]
  /** What failed first and passed when it was run again; counts as passed. */
  unsteady: readonly Failure[]
}

export const EMPTY_TALLY: Tally = { passed: 0, failed: 0, skipped: 0, failures: [], unsteady: [] }

export function addTally(left: Tally, right: Tally): Tally {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
    failures: [...left.failures, ...right.failures],
    unsteady: [...left.unsteady, ...right.unsteady],
  }
}

/** The last line of a test run. */
export function describeTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`
}
