import { expect, test } from "vitest"
import { act } from "./act"
import { type Instruction, missionText } from "./mission"
import { createRooms } from "./rooms"
import { createCheck } from "./verifier"
import { type Action, createThing, put, type World } from "./world"

/** One room, the agent at (3, 3) looking right, a red ball at (5, 3) and a blue key at (3, 5). */
function room(): World {
  const world = Object.assign(createRooms(1, 1, 64), { x: 3, y: 3, direction: 0 })
  put(world, 5, 3, createThing("ball", "red"))
  put(world, 3, 5, createThing("key", "blue"))
  return world
}

/** Which of the actions completed the instruction, counted from 1; 0 when none did. */
function completedAt(world: World, instruction: Instruction, actions: Action[]): number {
  const isComplete = createCheck(world, instruction)
  return (
    actions.findIndex((action) => {
      act(world, action)
      return isComplete(action)
    }) + 1
  )
}

const ball = { kind: "ball", color: "red" } as const
const key = { kind: "key", color: "blue" } as const

test("going to something is facing it one step away", () => {
  expect(completedAt(room(), { verb: "goto", target: ball }, ["go forward"])).toBe(1)
})

test("picking up counts for a thing that is meant, never for another", () => {
  const actions: Action[] = ["go forward", "pick up"]
  expect(completedAt(room(), { verb: "pickup", target: ball }, actions)).toBe(2)
  expect(completedAt(room(), { verb: "pickup", target: key }, actions)).toBe(0)
})

test("putting next needs the drop right beside the other thing", () => {
  const farDrop: Action[] = ["go forward", "pick up", "drop", "pick up"]
  const nearDrop: Action[] = ["turn right", "go forward", "turn right", "drop"]
  const actions = [...farDrop, ...nearDrop]
  expect(completedAt(room(), { verb: "putnext", target: ball, fixed: key }, actions)).toBe(8)
})

test("a sequence in the wrong order goes on until the right order is done", () => {
  const instruction: Instruction = {
    verb: "sequence",
    first: { verb: "pickup", target: ball },
    second: { verb: "goto", target: key },
    inverted: true,
  }
  expect(missionText(room(), instruction)).toBe("go to the blue key after you pick up the red ball")
  const keyFirst: Action[] = [
    "turn right",
    "go forward",
    "turn left",
    "turn left",
    "go forward",
    "turn right",
  ]
  const ballThenKey: Action[] = ["go forward", "pick up", "turn right", "turn right", "go forward"]
  const toKey: Action[] = ["turn left", "go forward"]
  expect(completedAt(room(), instruction, [...keyFirst, ...ballThenKey, ...toKey])).toBe(13)
})

test("says a when several things match and the when only one does", () => {
  const world = room()
  put(world, 1, 1, createThing("ball", "red"))
  expect(missionText(world, { verb: "goto", target: ball })).toBe("go to a red ball")
  expect(missionText(world, { verb: "goto", target: key })).toBe("go to the blue key")
})
