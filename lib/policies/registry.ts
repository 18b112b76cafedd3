import { planner } from "./planner"
import type { PolicyPlugin } from "./policy-plugin"

export const POLICIES: readonly PolicyPlugin[] = [planner]
