import { exploreRooms } from "./explore"
import { type Description, type Goal, matches } from "./goal"
import { type Cell, cellAt, frontCell, isThing, type Memory, stepX, stepY } from "./memory"
import { cellInFront, findRoute, type Pose } from "./route"

/** The next action of a shortest plan over what is known; exploring while something needed is unknown. */
export function planAction(memory: Memory, goal: Goal): string {
  switch (goal.verb) {
    case "goto":
      return approach(memory, goal.target) ?? "go forward"
    case "pickup":
      return fetch(memory, goal.target)
    case "open":
      return openDoor(memory, goal.target)
    case "putnext":
      return putNext(memory, goal.target, goal.beside)
  }
}

function fetch(memory: Memory, target: Description): string {
  if (memory.carrying && !matches(target, memory.carrying)) return putDown(memory)
  return approach(memory, target) ?? "pick up"
}

function openDoor(memory: Memory, target: Description): string {
  const way = approach(memory, target)
  const door = memory.cells.find((cell) => isMatch(cell, target))
  if (!door || !isThing(door) || door.state !== "locked") return way ?? "toggle"
  const key: Description = { kind: "key", color: door.color }
  if (memory.carrying && matches(key, memory.carrying)) return way ?? "toggle"
  return fetch(memory, key)
}

function putNext(memory: Memory, target: Description, beside: Description): string {
  if (!memory.carrying || !matches(target, memory.carrying)) return fetch(memory, target)
  const route = findRoute(memory, (pose) => isFreeBeside(memory, pose, beside))
  if (route.found) return route.first ?? "drop"
  return explore(memory)
}

function putDown(memory: Memory): string {
  const route = findRoute(memory, (pose) => cellInFront(memory, pose) === "free")
  return route.found ? (route.first ?? "drop") : "turn right"
}

/** Null when the agent faces what it wants. */
function approach(memory: Memory, target: Description): string | null {
  const route = findRoute(memory, (pose) => isMatch(cellInFront(memory, pose), target))
  return route.found ? route.first : explore(memory)
}

function explore(memory: Memory): string {
  return exploreRooms(memory) ?? wander(memory)
}

/** All is seen and the way is blocked: take what stands in the way, or turn. */
function wander(memory: Memory): string {
  const front = frontCell(memory)
  if (isThing(front) && front.kind !== "door" && !memory.carrying) return "pick up"
  return front === "free" ? "go forward" : "turn right"
}

function isMatch(cell: Cell, target: Description): boolean {
  return isThing(cell) && matches(target, cell)
}

function isFreeBeside(memory: Memory, pose: Pose, target: Description): boolean {
  const x = pose.x + stepX(pose.direction)
  const y = pose.y + stepY(pose.direction)
  if (cellAt(memory, x, y) !== "free") return false
  return [0, 1, 2, 3].some((side) => isMatch(cellAt(memory, x + stepX(side), y + stepY(side)), target))
}
