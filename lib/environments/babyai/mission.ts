import type { Color, Kind, Thing, World } from "./world"

/** Which things an instruction means; no colour means any. */
export interface Target {
  kind: Kind
  color?: Color
}

export type Instruction =
  | { verb: "goto" | "pickup" | "open"; target: Target }
  | { verb: "putnext"; target: Target; fixed: Target }
  /** `first` must be done before `second` counts; `inverted` only changes the wording. */
  | { verb: "sequence"; first: Instruction; second: Instruction; inverted: boolean }

export function missionText(world: World, instruction: Instruction): string {
  switch (instruction.verb) {
    case "goto":
      return `go to ${nameTarget(world, instruction.target)}`
    case "pickup":
      return `pick up ${nameTarget(world, instruction.target)}`
    case "open":
      return `open ${nameTarget(world, instruction.target)}`
    case "putnext":
      return `put ${nameTarget(world, instruction.target)} next to ${nameTarget(world, instruction.fixed)}`
    case "sequence": {
      const first = missionText(world, instruction.first)
      const second = missionText(world, instruction.second)
      return instruction.inverted ? `${second} after you ${first}` : `${first}, then ${second}`
    }
  }
}

function nameTarget(world: World, target: Target): string {
  const article = findMatches(world, target).length > 1 ? "a" : "the"
  return `${article} ${target.color ? `${target.color} ` : ""}${target.kind}`
}

/** The things a target means in the world as it is now, a carried one included. */
export function findMatches({ cells, carrying }: World, { kind, color }: Target): Thing[] {
  return [...cells, carrying].filter(
    (thing): thing is Thing => thing?.kind === kind && (color === undefined || thing.color === color),
  )
}
