import { AppError } from "@/lib/domain/errors"
import { prepareActions } from "@/lib/providers/embedded/action-material"
import type { Material } from "@/lib/providers/embedded/material"
import { prepareRanking } from "@/lib/providers/embedded/ranking/material"
import type { TrainingEpisode, TrainingInput } from "@/lib/providers/embedded/training"
import { readTranscript, type Transcript } from "@/lib/providers/embedded/transcript"

export interface Prepared {
  material: Material
  /** Row numbers of the members; they come first. */
  members: Int32Array
  /** Row numbers of every reference episode. */
  reference: Int32Array
  episodeOf(row: number): TrainingEpisode
}

/** Up to here calls count as a closed set, each an output of the network; beyond, the student ranks calls it can copy. */
const MAX_ACTIONS = 64

function prepareMaterial(transcripts: readonly Transcript[], hyper: TrainingInput["hyper"]): Material {
  const actions = [
    ...new Set(transcripts.flatMap(({ turns }) => turns.flatMap(({ action }) => action ?? []))),
  ].sort()
  if (actions.length === 0)
    throw new AppError("INVALID_INPUT", "No kept episode has a tool call to learn from.")
  if (actions.length <= MAX_ACTIONS) return prepareActions(transcripts, actions, hyper)
  const material = prepareRanking(transcripts, hyper)
  if (material.episodes.length > 0) return material
  throw new AppError(
    "UNSUPPORTED",
    `The embedded student chooses between at most ${MAX_ACTIONS} different calls, or copies the one text of a call from what it has read; this dataset has ${actions.length} different calls and none can be copied.`,
  )
}

/** Members and reference as rows to learn from. @throws AppError INVALID_INPUT or UNSUPPORTED when there are none. */
export function prepareTraining(input: Pick<TrainingInput, "members" | "reference" | "hyper">): Prepared {
  const memberIds = new Set(input.members.map((episode) => episode.id))
  const others = input.reference.filter((episode) => !memberIds.has(episode.id))
  const episodes = [...input.members, ...others]
  const material = prepareMaterial(
    episodes.map((episode) => readTranscript(episode.messages, episode.masked)),
    input.hyper,
  )
  const all = Int32Array.from(material.episodes.keys())
  const members = all.filter((row) => material.episodes[row]! < input.members.length)
  if (members.length === 0)
    throw new AppError("INVALID_INPUT", "No kept episode has a tool call to learn from.")
  return { material, members, reference: all, episodeOf: (row) => episodes[material.episodes[row]!]! }
}
