import { listBuckets, type Material } from "@/lib/providers/embedded/material"
import { createNetwork } from "@/lib/providers/embedded/network"
import { runUpdates } from "@/lib/providers/embedded/optimize"
import type { Hyper } from "@/lib/providers/embedded/training"
import type { Transcript } from "@/lib/providers/embedded/transcript"
import { RankingLearner } from "./learner"
import { buildRankingRows, learnShapes } from "./rows"

/** Candidates bring about four times the features of a closed set of calls, so the table is four times as large. */
const MORE_BITS = 2

/** For tasks where calls carry text: the student ranks calls whose text it finds in the transcript. */
export function prepareRanking(transcripts: readonly Transcript[], hyper: Hyper): Material {
  const { hidden } = hyper
  const bits = hyper.bits + MORE_BITS
  const shapes = learnShapes(transcripts)
  const rows = buildRankingRows(transcripts, shapes, bits)
  return {
    episodes: rows.episodes,
    skipped: rows.skipped,
    createNetwork: (seed) => createNetwork({ bits, hidden, actions: 1 }, seed),
    optimize: (network, options) => runUpdates(new RankingLearner(network, rows), options),
    score(network, pool) {
      const learner = new RankingLearner(network, rows)
      return Float64Array.from(pool, (row) => learner.forward(row))
    },
    finish: (network) => ({ kind: "ranking", network, shapes }),
    listTouched: () => listBuckets(rows.features, bits),
  }
}
