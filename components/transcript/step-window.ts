/** Steps are fetched in windows of this many, and only the windows in view. */
export const STEP_WINDOW = 100

/** The window that holds a step, as the route of steps takes it. */
export function stepWindow(experimentId: string, episodeId: string, stepIdx: number) {
  const from = Math.floor(stepIdx / STEP_WINDOW) * STEP_WINDOW
  return { experimentId, episodeId, from, limit: STEP_WINDOW }
}
