import { cookies } from "next/headers"
import { LAST_EXPERIMENT_COOKIE } from "@/components/experiment/last-experiment"
import type { ExperimentRecord } from "@/lib/contracts/experiments"

/** The experiment that a sidebar entry opens without asking: the one looked at last, or the only one. */
export async function findLastExperiment(
  experiments: readonly ExperimentRecord[],
): Promise<ExperimentRecord | null> {
  const lastId = (await cookies()).get(LAST_EXPERIMENT_COOKIE)?.value
  const last = experiments.find(({ id }) => id === lastId)
  return last ?? (experiments.length === 1 ? (experiments[0] ?? null) : null)
}
