import { describe, expect, test } from "vitest"
import { act } from "./act"
import { createRooms } from "./rooms"
import { createDoor, createThing, put, type Thing, thingAt, type World } from "./world"

/** One room, the agent at (3, 3) looking right, the thing in front of it. */
function facing(thing: Thing | null): World {
  const world = createRooms(1, 1, 64)
  Object.assign(world, { x: 3, y: 3, direction: 0 })
  put(world, 4, 3, thing)
  return world
}

describe("moving", () => {
  test("turns in quarter circles, right being clockwise", () => {
    const world = facing(null)
    act(world, "turn right")
    expect(world.direction).toBe(1)
    act(world, "turn left")
    act(world, "turn left")
    expect(world.direction).toBe(3)
  })

  test("steps onto empty floor and through an open door only", () => {
    for (const [thing, x] of [
      [null, 4],
      [createDoor("red", "open"), 4],
      [createDoor("red", "closed"), 3],
      [createThing("ball", "red"), 3],
    ] as const) {
      const world = facing(thing)
      act(world, "go forward")
      expect(world.x).toBe(x)
    }
  })

  test("counts a step that changes nothing, and one without an action", () => {
    const world = facing(createDoor("red", "locked"))
    expect(act(world, "go forward")).toBe(false)
    expect(act(world, null)).toBe(false)
    expect(world.steps).toBe(2)
  })
})

describe("carrying", () => {
  test("picks up with empty hands and drops on empty floor", () => {
    const ball = createThing("ball", "red")
    const world = facing(ball)
    act(world, "pick up")
    expect(world.carrying).toBe(ball)
    expect(thingAt(world, 4, 3)).toBeNull()
    act(world, "drop")
    expect(thingAt(world, 4, 3)).toBe(ball)
    expect(world.carrying).toBeNull()
  })

  test("keeps what it carries when there is something in front", () => {
    const world = facing(createThing("ball", "red"))
    world.carrying = createThing("key", "blue")
    expect(act(world, "pick up")).toBe(false)
    expect(act(world, "drop")).toBe(false)
    expect(world.carrying.kind).toBe("key")
  })
})

describe("toggling", () => {
  test("opens and closes a door, a locked one only with the key of its colour", () => {
    const door = createDoor("red", "locked")
    const world = facing(door)
    world.carrying = createThing("key", "blue")
    act(world, "toggle")
    expect(door.doorState).toBe("locked")
    world.carrying = createThing("key", "red")
    act(world, "toggle")
    expect(door.doorState).toBe("open")
    act(world, "toggle")
    expect(door.doorState).toBe("closed")
  })

  test("replaces a box by what it contains", () => {
    const key = createThing("key", "red")
    const world = facing(createThing("box", "green", key))
    act(world, "toggle")
    expect(thingAt(world, 4, 3)).toBe(key)
    const empty = facing(createThing("box", "green"))
    act(empty, "toggle")
    expect(thingAt(empty, 4, 3)).toBeNull()
  })
})
