import { featurize } from "@/lib/providers/embedded/features"
import { listBuckets, type Material } from "@/lib/providers/embedded/material"
import { createNetwork } from "@/lib/providers/embedded/network"
import { optimizeNetwork, scoreRows } from "@/lib/providers/embedded/optimize"
import { buildRows } from "@/lib/providers/embedded/rows"
import type { Hyper } from "@/lib/providers/embedded/training"
import type { Transcript } from "@/lib/providers/embedded/transcript"
import { learnContentWords } from "@/lib/providers/embedded/vocabulary"

/** For tasks where the calls are always the same few. */
export function prepareActions(
  transcripts: readonly Transcript[],
  actions: string[],
  { bits, hidden }: Hyper,
): Material {
  const contentWords = learnContentWords(transcripts)
  const read = (transcript: Transcript) => featurize(transcript, contentWords, bits)
  const rows = buildRows(transcripts, read, new Map(actions.map((action, number) => [action, number])))
  return {
    episodes: rows.episodes,
    skipped: 0,
    createNetwork: (seed) => createNetwork({ bits, hidden, actions: actions.length }, seed),
    optimize: (network, options) => optimizeNetwork(network, rows, options),
    score: (network, pool) => scoreRows(network, rows, pool),
    finish: (network) => ({ kind: "actions", network, actions, contentWords: [...contentWords] }),
    listTouched: () => listBuckets(rows.features, bits),
  }
}
