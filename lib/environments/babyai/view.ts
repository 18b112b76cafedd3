import { COLORS, DOOR_STATES, forwardX, forwardY, type Kind, type Thing, thingAt, type World } from "./world"

export const VIEW_SIZE = 7
export const VIEW_AGENT_COLUMN = 3
export const VIEW_AGENT_ROW = 6

const KIND_NUMBERS: Record<Kind, number> = { wall: 2, door: 4, key: 5, ball: 6, box: 7 }
const EMPTY_NUMBER = 1

/**
 * What the agent sees: 7 x 7 cells turned so that it stands at column 3, row 6 and looks up, cell (column, row) at
 * `row * 7 + column`. `visible` is 0 for cells behind walls and closed doors; `cells` is null there.
 */
export interface View {
  cells: (Thing | null)[]
  visible: Uint8Array
  carrying: Thing | null
}

export function look(world: World): View {
  const cells = sliceView(world)
  const visible = processVisibility(cells)
  for (let index = 0; index < cells.length; index++) {
    if (!visible[index]) cells[index] = null
  }
  cells[VIEW_AGENT_ROW * VIEW_SIZE + VIEW_AGENT_COLUMN] = world.carrying
  return { cells, visible, carrying: world.carrying }
}

function sliceView(world: World): (Thing | null)[] {
  const aheadX = forwardX(world.direction)
  const aheadY = forwardY(world.direction)
  const cells: (Thing | null)[] = new Array(VIEW_SIZE * VIEW_SIZE)
  for (let row = 0; row < VIEW_SIZE; row++) {
    const ahead = VIEW_AGENT_ROW - row
    for (let column = 0; column < VIEW_SIZE; column++) {
      const right = column - VIEW_AGENT_COLUMN
      const x = world.x + aheadX * ahead - aheadY * right
      const y = world.y + aheadY * ahead + aheadX * right
      cells[row * VIEW_SIZE + column] = thingAt(world, x, y)
    }
  }
  return cells
}

function isOpaque(thing: Thing | null | undefined): boolean {
  if (!thing) return false
  return thing.kind === "wall" || (thing.kind === "door" && thing.doorState !== "open")
}

/** Minigrid's `process_vis`: from the agent's row up, light spreads sideways and one row ahead, first right, then left. */
function processVisibility(cells: (Thing | null)[]): Uint8Array {
  const visible = new Uint8Array(VIEW_SIZE * VIEW_SIZE)
  visible[VIEW_AGENT_ROW * VIEW_SIZE + VIEW_AGENT_COLUMN] = 1
  for (let row = VIEW_SIZE - 1; row >= 0; row--) {
    for (let column = 0; column < VIEW_SIZE - 1; column++) spread(cells, visible, row, column, 1)
    for (let column = VIEW_SIZE - 1; column > 0; column--) spread(cells, visible, row, column, -1)
  }
  return visible
}

function spread(
  cells: (Thing | null)[],
  visible: Uint8Array,
  row: number,
  column: number,
  side: number,
): void {
  const index = row * VIEW_SIZE + column
  if (!visible[index] || isOpaque(cells[index])) return
  visible[index + side] = 1
  if (row === 0) return
  visible[index + side - VIEW_SIZE] = 1
  visible[index - VIEW_SIZE] = 1
}

/** Minigrid's image of the view: 7 x 7 x 3 bytes (kind, colour, door state), column by column; unseen cells are zeros. */
export function encodeView(view: View): Uint8Array {
  const image = new Uint8Array(VIEW_SIZE * VIEW_SIZE * 3)
  for (let column = 0; column < VIEW_SIZE; column++) {
    for (let row = 0; row < VIEW_SIZE; row++) {
      const index = row * VIEW_SIZE + column
      if (!view.visible[index]) continue
      const thing = view.cells[index]
      const offset = (column * VIEW_SIZE + row) * 3
      image[offset] = thing ? KIND_NUMBERS[thing.kind] : EMPTY_NUMBER
      if (!thing) continue
      image[offset + 1] = COLORS.indexOf(thing.color)
      image[offset + 2] = thing.doorState ? DOOR_STATES.indexOf(thing.doorState) : 0
    }
  }
  return image
}
