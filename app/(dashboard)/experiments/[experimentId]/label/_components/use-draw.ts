"use client"

import { createLoader, parseAsFloat, useQueryStates } from "nuqs"
import { recipeParsers } from "@/components/dataset/recipe-params"
import { shownThreshold } from "@/components/dataset/shown-threshold"
import { useChange } from "@/components/shell/use-change"
import { drawLabels } from "@/lib/contracts/evidence"
import type { DrawKind } from "@/lib/domain/curation/drawn-sample"
import type { Rule } from "@/lib/domain/curation/rule"
import { drawParsers } from "../search-params"

export interface DrawControl {
  /** The draw that the queue goes through; null while it goes through the filter. */
  id: string | null
  kind: DrawKind | null
  /** The search of the curation lab that asks for these labels; empty when nobody came from there. */
  curate: string
  pending: boolean
  /** Draws the next episodes and goes through them. */
  start: (kind: DrawKind) => void
  /** Back to the filter. */
  leave: () => void
}

const OPEN_SCORE: Rule = { type: "threshold", enabled: true, metric: "score", min: null, max: null }

const loadRecipe = createLoader({ ...recipeParsers, precision: parseAsFloat.withDefault(0.9) })

/** Which labels are wanted: those for the threshold one came from, else for one on the score of the chosen runs. */
function targetOf(curate: string, filteredRuns: readonly string[]) {
  const { run, rules, rule, precision } = loadRecipe(curate)
  const shown = shownThreshold({ rules, rule })
  const threshold = shown === null ? null : rules[shown]
  if (curate === "" || shown === null || threshold?.type !== "threshold") {
    return { runIds: [...filteredRuns], rules: [OPEN_SCORE], thresholdRule: 0 }
  }
  return { runIds: run, rules, thresholdRule: shown, threshold: threshold.min, precision }
}

/** The draw in the URL of the queue, and the way to the next one. */
export function useDraw(experimentId: string, runIds: readonly string[], onChange: () => void): DrawControl {
  const [{ draw, by, curate }, set] = useQueryStates(drawParsers, { history: "push" })
  const search = curate ?? ""
  const change = useChange(drawLabels, {
    refreshes: [],
    onDone: ({ drawId }, { kind }) => {
      onChange()
      void set({ draw: drawId, by: kind ?? "value" })
    },
  })
  return {
    id: draw,
    kind: by,
    curate: search,
    pending: change.isPending,
    start: (kind) => change.mutate({ experimentId, ...targetOf(search, runIds), kind }),
    leave: () => {
      onChange()
      void set({ draw: null, by: null })
    },
  }
}
