import { type Action, frontOf, isMovable, put, type Thing, type World } from "./world"

/**
 * One step of Minigrid's dynamics, in place. Every step counts, also one that changes nothing; null is a step without an
 * action. Returns whether the action changed anything.
 */
export function act(world: World, action: Action | null): boolean {
  world.steps += 1
  switch (action) {
    case null:
      return false
    case "turn left":
      world.direction = (world.direction + 3) & 3
      return true
    case "turn right":
      world.direction = (world.direction + 1) & 3
      return true
    case "go forward":
      return goForward(world)
    case "pick up":
      return pickUp(world)
    case "drop":
      return drop(world)
    case "toggle":
      return toggle(world)
  }
}

function goForward(world: World): boolean {
  const front = frontOf(world)
  if (front.thing && front.thing.doorState !== "open") return false
  world.x = front.x
  world.y = front.y
  return true
}

function pickUp(world: World): boolean {
  const front = frontOf(world)
  if (!front.thing || world.carrying || !isMovable(front.thing)) return false
  world.carrying = front.thing
  put(world, front.x, front.y, null)
  world.carrying.x = -1
  world.carrying.y = -1
  return true
}

function drop(world: World): boolean {
  const front = frontOf(world)
  if (front.thing || !world.carrying) return false
  put(world, front.x, front.y, world.carrying)
  world.carrying = null
  return true
}

/** A toggled box is replaced by what it contains, usually nothing: so Minigrid 3. */
function toggle(world: World): boolean {
  const front = frontOf(world)
  if (front.thing?.kind === "door") return toggleDoor(front.thing, world.carrying)
  if (front.thing?.kind !== "box") return false
  put(world, front.x, front.y, front.thing.contains)
  return true
}

function toggleDoor(door: Thing, carrying: Thing | null): boolean {
  if (door.doorState === "locked") {
    if (carrying?.kind !== "key" || carrying.color !== door.color) return false
    door.doorState = "open"
    return true
  }
  door.doorState = door.doorState === "open" ? "closed" : "open"
  return true
}
