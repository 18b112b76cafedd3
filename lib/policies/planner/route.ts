import {
  type Cell,
  cellAt,
  cellIndex,
  isThing,
  isWalkable,
  MAP_SIZE,
  type Memory,
  stepX,
  stepY,
} from "./memory"

export interface Pose {
  x: number
  y: number
  direction: number
}

/** The first action of a shortest way; null when the agent already stands where it wants to be. */
type Route = { found: true; first: string | null } | { found: false }

const visitedIn = new Uint32Array(MAP_SIZE * MAP_SIZE * 4)
let search = 0

/**
 * Breadth-first search over (x, y, direction) through cells known to be walkable, opening closed doors on the way, to the
 * nearest pose that the test accepts.
 */
export function findRoute(memory: Memory, accepts: (pose: Pose) => boolean): Route {
  search += 1
  const queue: (Pose & { first: string | null })[] = []
  const visit = (x: number, y: number, direction: number, first: string | null) => {
    const key = cellIndex(x, y) * 4 + direction
    if (visitedIn[key] === search) return
    visitedIn[key] = search
    queue.push({ x, y, direction, first })
  }
  visit(memory.x, memory.y, memory.direction, null)
  for (let head = 0; head < queue.length; head++) {
    const pose = queue[head] as Pose & { first: string | null }
    if (accepts(pose)) return { found: true, first: pose.first }
    const { x, y, direction, first } = pose
    visit(x, y, (direction + 3) & 3, first ?? "turn left")
    visit(x, y, (direction + 1) & 3, first ?? "turn right")
    const ahead = cellInFront(memory, pose)
    if (isWalkable(ahead)) visit(x + stepX(direction), y + stepY(direction), direction, first ?? "go forward")
    else if (isClosedDoor(ahead))
      visit(x + stepX(direction), y + stepY(direction), direction, first ?? "toggle")
  }
  return { found: false }
}

export function cellInFront(memory: Memory, { x, y, direction }: Pose): Cell {
  return cellAt(memory, x + stepX(direction), y + stepY(direction))
}

function isClosedDoor(cell: Cell): boolean {
  return isThing(cell) && cell.state === "closed"
}
