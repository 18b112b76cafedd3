import { act } from "@/lib/environments/babyai/act"
import { describeView } from "@/lib/environments/babyai/describe"
import { type Instruction, missionText } from "@/lib/environments/babyai/mission"
import { createCheck } from "@/lib/environments/babyai/verifier"
import { encodeView, look } from "@/lib/environments/babyai/view"
import { type Action, put, type Thing, type World, wall } from "@/lib/environments/babyai/world"

interface ExportedThing {
  kind: Thing["kind"]
  color: Thing["color"]
  doorState?: Thing["doorState"]
  contains?: ExportedThing
}

interface Answer {
  image: string
  reward: number
  terminated: boolean
  truncated: boolean
  text: string
}

/** One line of `export.py`. `answers[0]` belongs to the reset, `answers[n]` to `actions[n - 1]`. */
export interface ExportedEpisode {
  level: string
  environment: string
  seed: number
  guided: boolean
  mission: string
  instruction: Instruction
  width: number
  height: number
  maxSteps: number
  agent: { x: number; y: number; direction: number }
  carrying: ExportedThing | null
  cells: (ExportedThing | null)[]
  actions: Action[]
  answers: Answer[]
}

/** Replays the actions in our world; says the first difference, null when every answer is equal. */
export function findDifference(episode: ExportedEpisode): string | null {
  const world = importWorld(episode)
  const mission = missionText(world, episode.instruction)
  if (mission !== episode.mission) return `mission: ours "${mission}", theirs "${episode.mission}"`
  const isComplete = createCheck(world, episode.instruction)
  for (const [index, expected] of episode.answers.entries()) {
    const action = index === 0 ? null : (episode.actions[index - 1] as Action)
    if (action) act(world, action)
    const terminated = action !== null && isComplete(action)
    const view = look(world)
    const ours: Answer = {
      image: Buffer.from(encodeView(view)).toString("hex"),
      reward: terminated ? 1 - 0.9 * (world.steps / world.maxSteps) : 0,
      terminated,
      truncated: action !== null && world.steps >= world.maxSteps,
      text: describeView(view),
    }
    for (const field of ["image", "reward", "terminated", "truncated", "text"] as const) {
      if (ours[field] === expected[field]) continue
      return `step ${index} (${action}), ${field}: ours ${ours[field]}, theirs ${expected[field]}`
    }
  }
  return null
}

function importWorld(episode: ExportedEpisode): World {
  const { width, height, maxSteps, agent } = episode
  const world: World = { width, height, cells: [], ...agent, carrying: null, steps: 0, maxSteps }
  for (const [index, exported] of episode.cells.entries()) {
    put(world, index % width, Math.floor(index / width), exported ? importThing(exported) : null)
  }
  if (episode.carrying) world.carrying = importThing(episode.carrying)
  return world
}

function importThing({ kind, color, doorState, contains }: ExportedThing): Thing {
  if (kind === "wall") return wall()
  return { kind, color, doorState, contains: contains ? importThing(contains) : null, x: -1, y: -1 }
}
