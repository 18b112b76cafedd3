import { cellAt, cellIndex, looksFrom, type Memory, modulo, ROOM_PITCH, stepX, stepY } from "./memory"
import { findRoute, type Pose } from "./route"
import { VIEW_ROWS, VIEW_SIDE } from "./sight"

const ALL_DIRECTIONS = 0b1111

/** The next action towards the nearest pose from which something of a room is seen for the first time, null when all is seen. */
export function exploreRooms(memory: Memory): string | null {
  if (memory.wallX === null || memory.wallY === null) return lookForWalls(memory)
  const { wallX, wallY } = memory
  const route = findRoute(memory, (pose) => showsNews(memory, pose, wallX, wallY))
  return route.found ? route.first : null
}

/** While things stand before the walls: looks in all directions from here, then from the nearest other place. */
function lookForWalls(memory: Memory): string | null {
  if (!hasLookedAround(memory, memory)) return "turn right"
  const route = findRoute(memory, (pose) => !hasLookedAround(memory, pose))
  return route.found ? route.first : null
}

function hasLookedAround(memory: Memory, { x, y }: { x: number; y: number }): boolean {
  return looksFrom(memory, cellIndex(x, y)) === ALL_DIRECTIONS
}

/** Whether the view from a pose would show an unknown cell of the room it looks into; room corners are never seen as news. */
function showsNews(memory: Memory, pose: Pose, wallX: number, wallY: number): boolean {
  const forwardX = stepX(pose.direction)
  const forwardY = stepY(pose.direction)
  const isInDoorway = modulo(pose.x) === wallX || modulo(pose.y) === wallY
  const inside = isInDoorway ? { x: pose.x + forwardX, y: pose.y + forwardY } : pose
  if (modulo(inside.x) === wallX || modulo(inside.y) === wallY) return false
  const left = inside.x - modulo(inside.x - wallX)
  const top = inside.y - modulo(inside.y - wallY)
  for (let ahead = 0; ahead < VIEW_ROWS; ahead++) {
    for (let right = -VIEW_SIDE; right <= VIEW_SIDE; right++) {
      const x = pose.x + forwardX * ahead - forwardY * right
      const y = pose.y + forwardY * ahead + forwardX * right
      const acrossX = x - left
      const acrossY = y - top
      if (acrossX < 0 || acrossX > ROOM_PITCH || acrossY < 0 || acrossY > ROOM_PITCH) continue
      const isCorner = acrossX % ROOM_PITCH === 0 && acrossY % ROOM_PITCH === 0
      if (!isCorner && cellAt(memory, x, y) === "unknown") return true
    }
  }
  return false
}
