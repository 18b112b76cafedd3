import type { Transcript } from "@/lib/providers/embedded/transcript"

/** Training examples in compressed rows: example i has features[offsets[i] .. offsets[i + 1]]. */
export interface Rows {
  features: Int32Array
  offsets: Int32Array
  actions: Uint8Array
  /** Which episode (by its position in the input) an example comes from. */
  episodes: Int32Array
  length: number
}

/** Turns with an action the student knows become examples, but for masked ones; the rest only inform the turns after them. */
export function buildRows(
  transcripts: readonly Transcript[],
  featurizeTranscript: (transcript: Transcript) => Int32Array[],
  actionNumbers: ReadonlyMap<string, number>,
): Rows {
  const parts: Int32Array[] = []
  const actions: number[] = []
  const episodes: number[] = []
  for (const [episode, transcript] of transcripts.entries()) {
    for (const [turn, features] of featurizeTranscript(transcript).entries()) {
      const action = actionNumbers.get(transcript.turns[turn]?.action ?? "")
      if (action === undefined || transcript.turns[turn]?.masked) continue
      parts.push(features)
      actions.push(action)
      episodes.push(episode)
    }
  }
  const offsets = new Int32Array(parts.length + 1)
  for (const [index, part] of parts.entries()) offsets[index + 1] = offsets[index]! + part.length
  const features = new Int32Array(offsets[parts.length] ?? 0)
  for (const [index, part] of parts.entries()) features.set(part, offsets[index])
  return {
    features,
    offsets,
    actions: Uint8Array.from(actions),
    episodes: Int32Array.from(episodes),
    length: parts.length,
  }
}

export function rowFeatures(rows: Rows, row: number): Int32Array {
  return rows.features.subarray(rows.offsets[row], rows.offsets[row + 1])
}
