import { createLoader, parseAsArrayOf, parseAsString } from "nuqs/server"

export const taskParsers = {
  /** The attempt that the others are set beside. */
  ref: parseAsString,
  /** Attempts chosen for side by side. */
  pick: parseAsArrayOf(parseAsString).withDefault([]),
}

export const loadTaskParams = createLoader(taskParsers)

/** The task as the route takes it, so that server and browser ask under one key. */
export function toTaskInput(experimentId: string, taskNo: number, ref: string | null) {
  return { experimentId, taskNo, ...(ref === null ? {} : { referenceId: ref }) }
}
