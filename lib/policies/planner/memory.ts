import type { Description } from "./goal"
import type { Observation, Sighting } from "./observation"
import { findVisible, VIEW_ROWS, VIEW_SIDE } from "./sight"

/** The map wraps around: larger than any maze, and a lost agent cannot fall off. */
export const MAP_SIZE = 32
const MAP_MASK = MAP_SIZE - 1

/** Walls lie on a lattice: every room is 8 cells wide and shares its walls with its neighbours. */
export const ROOM_PITCH = 7

const DIRECTION_X = [1, 0, -1, 0] as const
const DIRECTION_Y = [0, 1, 0, -1] as const

export type Cell = "unknown" | "free" | "wall" | Sighting

/** Where the agent believes to be (from its own moves) and what it has seen so far. */
export interface Memory {
  cells: Cell[]
  x: number
  y: number
  direction: number
  carrying: Description | null
  /** Residues of x and y on which walls lie; null until one was seen. */
  wallX: number | null
  wallY: number | null
  /** Directions it has looked in from a cell, as bits. */
  looks: Map<number, number>
}

export function createMemory(): Memory {
  const middle = MAP_SIZE / 2
  return {
    cells: new Array<Cell>(MAP_SIZE * MAP_SIZE).fill("unknown"),
    x: middle,
    y: middle,
    direction: 3,
    carrying: null,
    wallX: null,
    wallY: null,
    looks: new Map(),
  }
}

export function cellIndex(x: number, y: number): number {
  return (y & MAP_MASK) * MAP_SIZE + (x & MAP_MASK)
}

export function stepX(direction: number): number {
  return DIRECTION_X[direction & 3] as number
}

export function stepY(direction: number): number {
  return DIRECTION_Y[direction & 3] as number
}

export function cellAt(memory: Memory, x: number, y: number): Cell {
  return memory.cells[cellIndex(x, y)] as Cell
}

export function frontCell(memory: Memory): Cell {
  return cellAt(memory, memory.x + stepX(memory.direction), memory.y + stepY(memory.direction))
}

export function isThing(cell: Cell): cell is Sighting {
  return typeof cell === "object"
}

export function isWalkable(cell: Cell): boolean {
  return cell === "free" || (isThing(cell) && cell.state === "open")
}

/** Moves the believed pose by an action that was taken. What else it changed shows in the next observation. */
export function recordAction(memory: Memory, action: string | null): void {
  if (action === "turn left") memory.direction = (memory.direction + 3) & 3
  if (action === "turn right") memory.direction = (memory.direction + 1) & 3
  if (action !== "go forward" || !isWalkable(frontCell(memory))) return
  memory.x += stepX(memory.direction)
  memory.y += stepY(memory.direction)
}

export function forget(memory: Memory): void {
  memory.cells.fill("unknown")
  memory.looks.clear()
  memory.wallX = null
  memory.wallY = null
}

export function recordObservation(memory: Memory, observation: Observation): void {
  memory.carrying = observation.carrying
  const here = cellIndex(memory.x, memory.y)
  memory.looks.set(here, looksFrom(memory, here) | (1 << memory.direction))
  if (!isThing(memory.cells[here] as Cell)) memory.cells[here] = "free"
  for (const sighting of observation.sightings) {
    if (sighting.kind === "wall") learnLattice(memory, sighting)
  }
  markSeen(memory, observation.sightings)
}

/** In a doorway the walls left and right are of the wall it stands in, which says nothing new. */
function learnLattice(memory: Memory, { ahead, right }: Sighting): void {
  if (isThing(cellAt(memory, memory.x, memory.y))) return
  const { x, y } = locate(memory, ahead, right)
  const isAlongX = ahead > 0 === (stepX(memory.direction) !== 0)
  if (isAlongX) memory.wallX = modulo(x)
  else memory.wallY = modulo(y)
}

function markSeen(memory: Memory, sightings: Sighting[]): void {
  const listed = new Map<number, Cell>()
  for (const sighting of sightings) {
    const { x, y } = locate(memory, sighting.ahead, sighting.right)
    listed.set(cellIndex(x, y), sighting.kind === "wall" ? "wall" : sighting)
  }
  const guess = (ahead: number, right: number): Cell => {
    const { x, y } = locate(memory, ahead, right)
    return listed.get(cellIndex(x, y)) ?? (isOnLattice(memory, x, y) ? "wall" : "free")
  }
  const visible = findVisible((ahead, right) => {
    if (ahead === 0 && right === 0) return false
    const cell = guess(ahead, right)
    return cell === "wall" || (isThing(cell) && cell.kind === "door" && cell.state !== "open")
  })
  for (let ahead = 0; ahead < VIEW_ROWS; ahead++) {
    for (let right = -VIEW_SIDE; right <= VIEW_SIDE; right++) {
      const isHere = ahead === 0 && right === 0
      if (isHere || !visible(ahead, right) || !isSure(memory, listed, ahead, right)) continue
      const { x, y } = locate(memory, ahead, right)
      memory.cells[cellIndex(x, y)] = guess(ahead, right)
    }
  }
  for (const [index, cell] of listed) memory.cells[index] = cell
}

/** Before both wall directions are known, "nothing listed" means free floor only up to the first thing of a straight line. */
function isSure(memory: Memory, listed: ReadonlyMap<number, Cell>, ahead: number, right: number): boolean {
  if (memory.wallX !== null && memory.wallY !== null) return true
  if (ahead !== 0 && right !== 0) return false
  for (let step = 1; step < Math.max(ahead, Math.abs(right)); step++) {
    const { x, y } = locate(memory, Math.sign(ahead) * step, Math.sign(right) * step)
    if (listed.has(cellIndex(x, y))) return false
  }
  return true
}

export function looksFrom(memory: Memory, cell: number): number {
  return memory.looks.get(cell) ?? 0
}

function isOnLattice(memory: Memory, x: number, y: number): boolean {
  return modulo(x) === memory.wallX || modulo(y) === memory.wallY
}

function locate(memory: Memory, ahead: number, right: number): { x: number; y: number } {
  const forwardX = stepX(memory.direction)
  const forwardY = stepY(memory.direction)
  return {
    x: memory.x + forwardX * ahead - forwardY * right,
    y: memory.y + forwardY * ahead + forwardX * right,
  }
}

/** Positions may be negative after long walks. */
export function modulo(value: number): number {
  return ((value % ROOM_PITCH) + ROOM_PITCH) % ROOM_PITCH
}
