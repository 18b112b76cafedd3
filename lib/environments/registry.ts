import { babyAi } from "./babyai/plugin"
import type { EnvironmentPlugin } from "./environment"
import { tauBench } from "./tau-bench/plugin"

export const ENVIRONMENTS: readonly EnvironmentPlugin[] = [babyAi, tauBench]
