import { babyAi } from "./babyai/plugin"
import type { EnvironmentPlugin } from "./environment"
import { multihop, multihopCorpus } from "./multihop/plugin"
import { tauBench } from "./tau-bench/plugin"

export const ENVIRONMENTS: readonly EnvironmentPlugin[] = [babyAi, multihop, multihopCorpus, tauBench]
