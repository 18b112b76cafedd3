import { expect, test } from "vitest"
import { describeView } from "./describe"
import { createRooms } from "./rooms"
import { look } from "./view"
import { createDoor, createThing, put, type World } from "./world"

/** Two rooms side by side, the agent at (5, 3) of the left one, looking right at the shared wall at x = 7. */
function twoRooms(): World {
  const world = createRooms(2, 1, 128)
  return Object.assign(world, { x: 5, y: 3, direction: 0 })
}

test("names walls straight ahead, left and right, with the singular for one step", () => {
  const world = Object.assign(twoRooms(), { x: 6, y: 1 })
  expect(describeView(look(world))).toBe("a wall 1 step forward\na wall 1 step left")
})

test("lists things column by column from the left and farthest first, after what is carried", () => {
  const world = twoRooms()
  world.carrying = createThing("key", "red")
  put(world, 5, 2, createThing("ball", "blue"))
  put(world, 6, 2, createThing("box", "grey"))
  put(world, 6, 5, createThing("key", "yellow"))
  expect(describeView(look(world)).split("\n")).toEqual([
    "You carry a red key",
    "a wall 2 steps forward",
    "a grey box 1 step left and 1 step forward",
    "a blue ball 1 step left",
    "a yellow key 2 steps right and 1 step forward",
  ])
})

test("keeps silent about a wall that something stands before", () => {
  const world = twoRooms()
  put(world, 6, 3, createThing("ball", "green"))
  expect(describeView(look(world))).toBe("a wall 3 steps left\na green ball 1 step forward")
})

test("hides the next room behind a closed door and shows it through an open one", () => {
  const world = twoRooms()
  const door = createDoor("purple", "closed")
  put(world, 7, 3, door)
  put(world, 9, 3, createThing("ball", "red"))
  expect(describeView(look(world))).toBe("a wall 3 steps left\na closed purple door 2 steps forward")
  door.doorState = "open"
  expect(describeView(look(world)).split("\n")).toEqual([
    "a wall 3 steps left",
    "a red ball 4 steps forward",
    "a open purple door 2 steps forward",
  ])
})

test("says so when nothing can be named", () => {
  const world = { ...createRooms(1, 1, 64), width: 40, height: 40, cells: new Array(1_600).fill(null) }
  expect(describeView(look({ ...world, x: 20, y: 20 }))).toBe("nothing in view")
})
