"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { parseAsFloat, parseAsStringLiteral, useQueryStates } from "nuqs"
import { routeQuery } from "@/lib/api-client/query"
import { EVIDENCE_SAMPLES, getThresholdEvidence, type ThresholdEvidence } from "@/lib/contracts/evidence"
import type { ThresholdRule } from "@/lib/domain/curation/rule"
import { EVIDENCE_VIEWS, type EvidenceView } from "./evidence-series"
import type { RecipeControl } from "./use-recipe"

/** What a colleague sees too: the precision asked for, which labels count, which picture. */
const parsers = {
  precision: parseAsFloat.withDefault(0.9),
  labels: parseAsStringLiteral(EVIDENCE_SAMPLES),
  evidence: parseAsStringLiteral(EVIDENCE_VIEWS).withDefault("threshold"),
}

export interface EvidenceControl {
  /** Undefined until it is there; null when no episode has the metric. */
  evidence: ThresholdEvidence | null | undefined
  error: Error | null
  retry: () => void
  refetching: boolean
  precision: number
  view: EvidenceView
  setPrecision: (precision: number) => void
  setSample: (sample: ThresholdEvidence["sample"]) => void
  setView: (view: EvidenceView) => void
  /** What the server is asked, for asking more of the same. */
  input: {
    experimentId: string
    runIds: string[]
    rules: RecipeControl["params"]["rules"]
    thresholdRule: number
    threshold: number | null
    precision: number
  }
}

/** What labels say about the threshold of a rule; a drag asks nothing, letting go asks once. */
export function useEvidence(
  experimentId: string,
  { params }: RecipeControl,
  rule: ThresholdRule,
  waits: boolean,
): EvidenceControl {
  const [state, set] = useQueryStates(parsers, { history: "replace" })
  const precision = Math.min(0.99, Math.max(0.5, state.precision))
  const { run: runIds, rules } = params
  const thresholdRule = rules.indexOf(rule)
  const input = { experimentId, runIds, rules, thresholdRule, threshold: rule.min, precision }
  const answer = useQuery({
    ...routeQuery(getThresholdEvidence, { ...input, ...(state.labels ? { sample: state.labels } : {}) }),
    placeholderData: keepPreviousData,
    enabled: !waits,
  })
  return {
    evidence: answer.data?.evidence,
    error: answer.error,
    retry: () => void answer.refetch(),
    refetching: answer.isPlaceholderData,
    precision,
    view: state.evidence,
    setPrecision: (next) => void set({ precision: next }),
    setSample: (labels) => void set({ labels }),
    setView: (evidence) => void set({ evidence }),
    input,
  }
}
