import { planner } from "./planner"
import type { PolicyPlugin } from "./policy-plugin"
import { researcher } from "./researcher"

export const POLICIES: readonly PolicyPlugin[] = [planner, researcher]
