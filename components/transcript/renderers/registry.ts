import { babyAiRenderer } from "./babyai/babyai"
import { chatRenderer } from "./chat/chat"
import { multihopRenderer } from "./multihop/multihop"
import type { EpisodeSigns, StepRenderer } from "./step-renderer"
import { tauBenchRenderer } from "./tau-bench/tau-bench"

/** One line per kind of experiment that draws its steps its own way; everything else is chat. */
const RENDERERS: readonly StepRenderer[] = [babyAiRenderer, multihopRenderer, tauBenchRenderer]

/** The renderer of an environment, null when none names it. */
export function findByEnvironment(environment: string | null): StepRenderer | null {
  return RENDERERS.find(({ environments }) => environment && environments.includes(environment)) ?? null
}

/** The first renderer that takes an episode for its own, else chat. */
export function findBySigns(signs: EpisodeSigns): StepRenderer {
  return RENDERERS.find((renderer) => renderer.recognises(signs)) ?? chatRenderer
}
