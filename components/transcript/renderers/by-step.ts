import type { StepRecord } from "@/lib/contracts/steps"

/** Steps never change and stay in the cache as they are, so each is read once, however often it scrolls into view. */
export function readOncePerStep<T>(read: (step: StepRecord) => T): (step: StepRecord) => T {
  const known = new WeakMap<StepRecord, { value: T }>()
  return (step) => {
    const found = known.get(step) ?? { value: read(step) }
    known.set(step, found)
    return found.value
  }
}
