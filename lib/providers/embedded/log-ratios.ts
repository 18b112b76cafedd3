import { AppError } from "@/lib/domain/errors"
import { CROSS_FITS, Fitting, type Report } from "@/lib/providers/embedded/fitting"
import { prepareTraining } from "@/lib/providers/embedded/prepare"
import type { TrainingInput } from "@/lib/providers/embedded/training"
import type { EpisodeRatio } from "@/lib/providers/provider"

/** Fewer leave a fold without episodes to learn from. */
const LEAST_EPISODES = 8

/** Cross-fitted log-ratios of the members, a mean over the calls of each. Synchronous, seconds; same input, same result. */
export function measureLogRatios(
  { members, reference, hyper, seed }: Omit<TrainingInput, "objective">,
  report: Report = () => undefined,
): EpisodeRatio[] {
  if (members.length < LEAST_EPISODES) {
    const message = `Importance weights need at least ${LEAST_EPISODES} training episodes, to learn from one half and judge the other.`
    throw new AppError("INVALID_INPUT", message)
  }
  const data = prepareTraining({ members, reference, hyper })
  const fitting = new Fitting(data, { hyper, seed, report, auxiliaries: CROSS_FITS, student: false })
  const ratios = fitting.crossFit()
  const sums = new Map<string, EpisodeRatio>()
  for (const row of data.members) {
    const { id } = data.episodeOf(row)
    const known = sums.get(id) ?? { id, meanLogRatio: 0, calls: 0 }
    sums.set(id, { id, meanLogRatio: known.meanLogRatio + ratios[row]!, calls: known.calls + 1 })
  }
  return [...sums.values()].map((one) => ({ ...one, meanLogRatio: one.meanLogRatio / one.calls }))
}
