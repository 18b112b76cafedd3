import { pick, type Random } from "@/lib/domain/random"
import type { Faults } from "./faults"
import { type Description, type Goal, matches } from "./goal"
import { createMemory, forget, type Memory, recordAction, recordObservation } from "./memory"
import { mirror, parseObservation } from "./observation"
import { planAction } from "./plan"

export const ACTIONS = ["turn left", "turn right", "go forward", "pick up", "drop", "toggle"] as const

/** What a looping attempt repeats. */
const LOOPS: readonly (readonly string[])[] = [
  ["turn left", "turn right"],
  ["turn right"],
  ["go forward"],
  ["pick up"],
]

/** One attempt as the planner lives it: what it remembers, which goal it is at and which faults it has. */
export interface Attempt {
  random: Random
  faults: Faults
  memory: Memory
  goals: Goal[]
  isMirrored: boolean
  isConfused: boolean
  /** What a confused attempt takes for its target, once it has seen such a thing. */
  decoy: Description | null
  loop: { actions: readonly string[]; turn: number } | null
}

export function createAttempt(goals: Goal[], faults: Faults, random: Random): Attempt {
  return {
    random,
    faults,
    memory: createMemory(),
    goals: [...goals],
    isMirrored: random() < faults.mirror,
    isConfused: random() < faults.wrongTarget,
    decoy: null,
    loop: null,
  }
}

/** Takes in what followed the last action (null before the first one). */
export function perceive(attempt: Attempt, action: string | null, text: string): void {
  const { memory, faults, random } = attempt
  recordAction(memory, action)
  if (random() < faults.forget) forget(memory)
  const observation = parseObservation(text)
  recordObservation(memory, attempt.isMirrored ? mirror(observation) : observation)
  const [goal, next] = attempt.goals
  const isFetched = goal?.verb === "pickup" && memory.carrying && matches(goal.target, memory.carrying)
  if (next && isFetched) attempt.goals.shift()
}

export function decide(attempt: Attempt): string {
  const { random, faults } = attempt
  if (attempt.isConfused && random() < faults.notice) attempt.isConfused = false
  if (random() < faults.noise) return pick(random, ACTIONS)
  return continueLoop(attempt) ?? planAction(attempt.memory, currentGoal(attempt))
}

function continueLoop(attempt: Attempt): string | null {
  const { random, faults } = attempt
  if (attempt.loop && random() < faults.loopEnd) attempt.loop = null
  if (!attempt.loop && random() < faults.loop) attempt.loop = { actions: pick(random, LOOPS), turn: 0 }
  if (!attempt.loop) return null
  const { actions, turn } = attempt.loop
  attempt.loop.turn += 1
  return actions[turn % actions.length] ?? null
}

function currentGoal(attempt: Attempt): Goal {
  const goal = attempt.goals[0] as Goal
  if (!attempt.isConfused) return goal
  attempt.decoy ??= findDecoy(attempt.memory, goal.target)
  return attempt.decoy ? { ...goal, target: attempt.decoy } : goal
}

/** Something known that shares exactly colour or kind with the target. */
function findDecoy({ cells }: Memory, { color, kind }: Description): Description | null {
  for (const cell of cells) {
    if (typeof cell === "string" || (cell.color === color) === (cell.kind === kind)) continue
    return { color: cell.color, kind: cell.kind }
  }
  return null
}
