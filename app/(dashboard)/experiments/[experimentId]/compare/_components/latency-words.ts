import type { LatencyKind } from "@/lib/contracts/compare-latency"

export const LATENCY_WORDS: Record<LatencyKind, { title: string; tab: string; axis: string }> = {
  episode: { title: "Latency per episode", tab: "Episode", axis: "latency per episode, log scale" },
  call: { title: "Latency per call", tab: "Call", axis: "latency per call, log scale" },
  firstToken: { title: "Time to first token", tab: "First token", axis: "time to first token, log scale" },
}
