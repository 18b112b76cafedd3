import { type Random, randomInt } from "@/lib/domain/random"
import { frontOf, put, type Thing, thingAt, type World, wall } from "./world"

/** Cells of a room's side, walls included; neighbouring rooms share a wall. */
export const ROOM_SIZE = 8
const PITCH = ROOM_SIZE - 1
const MAX_TRIES = 200

export interface Room {
  column: number
  row: number
}

export function createRooms(columns: number, rows: number, maxSteps: number): World {
  const width = columns * PITCH + 1
  const height = rows * PITCH + 1
  const cells = Array.from({ length: width * height }, (_, index) => {
    const onWall = (index % width) % PITCH === 0 || Math.floor(index / width) % PITCH === 0
    return onWall ? wall() : null
  })
  return { width, height, cells, x: -1, y: -1, direction: 0, carrying: null, steps: 0, maxSteps }
}

/** Puts the thing on a random empty cell of the room; false when the room seems full. */
export function placeInRoom(world: World, room: Room, thing: Thing, random: Random): boolean {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const { x, y } = randomCell(room, random)
    if (thingAt(world, x, y)) continue
    put(world, x, y, thing)
    return true
  }
  return false
}

/** Puts a door at a random place of the wall to the right of the room, or below it. */
export function placeDoor(
  world: World,
  room: Room,
  side: "right" | "below",
  door: Thing,
  random: Random,
): void {
  const along = 1 + randomInt(random, ROOM_SIZE - 2)
  const left = room.column * PITCH
  const top = room.row * PITCH
  if (side === "right") put(world, left + PITCH, top + along, door)
  else put(world, left + along, top + PITCH, door)
}

/** Puts the agent on a random empty cell, in a random direction, never right in front of anything but a wall. */
export function placeAgent(world: World, room: Room, random: Random): boolean {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const { x, y } = randomCell(room, random)
    if (thingAt(world, x, y)) continue
    world.x = x
    world.y = y
    world.direction = randomInt(random, 4)
    const { thing } = frontOf(world)
    if (!thing || thing.kind === "wall") return true
  }
  return false
}

function randomCell(room: Room, random: Random): { x: number; y: number } {
  const x = room.column * PITCH + 1 + randomInt(random, ROOM_SIZE - 2)
  const y = room.row * PITCH + 1 + randomInt(random, ROOM_SIZE - 2)
  return { x, y }
}

/** Whether the agent can get next to every thing without moving another, taking every door for passable. */
export function isEverythingReachable(world: World): boolean {
  const reached = new Uint8Array(world.width * world.height)
  const stack = [world.y * world.width + world.x]
  while (stack.length > 0) {
    const index = stack.pop() as number
    if (reached[index]) continue
    reached[index] = 1
    const thing = world.cells[index]
    if (thing && thing.kind !== "door") continue
    // The outer walls stop the walk, so neighbours are always inside the grid.
    stack.push(index + 1, index - 1, index + world.width, index - world.width)
  }
  return world.cells.every((thing, index) => !thing || thing.kind === "wall" || reached[index] === 1)
}
