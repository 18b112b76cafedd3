import { VIEW_AGENT_COLUMN, VIEW_AGENT_ROW, VIEW_SIZE, type View } from "./view"
import type { Thing } from "./world"

/** Our one addition to the BabyAI-Text description, which is empty when nothing can be named. */
const NOTHING = "nothing in view"

/**
 * The view as text, one thing a line: what is carried, the walls straight ahead, left and right (unless something stands
 * between), then everything else column by column from the left, farthest first. The form is BabyAI-Text as BALROG prints it.
 */
export function describeView(view: View): string {
  const lines = [...describeCarried(view), ...describeWalls(view), ...describeThings(view)]
  return lines.length === 0 ? NOTHING : lines.join("\n")
}

function describeCarried({ carrying }: View): string[] {
  return carrying ? [`You carry a ${carrying.color} ${carrying.kind}`] : []
}

function describeWalls(view: View): string[] {
  const lines: string[] = []
  const ahead = wallDistance(view, 0, -1)
  if (ahead > 0) lines.push(`a wall ${steps(ahead)} forward`)
  const left = wallDistance(view, -1, 0)
  if (left > 0) lines.push(`a wall ${steps(left)} left`)
  const right = wallDistance(view, 1, 0)
  if (right > 0) lines.push(`a wall ${steps(right)} right`)
  return lines
}

/** Steps to the first thing in a straight line if that is a wall, else 0. */
function wallDistance(view: View, columnStep: number, rowStep: number): number {
  let column = VIEW_AGENT_COLUMN + columnStep
  let row = VIEW_AGENT_ROW + rowStep
  for (let distance = 1; column >= 0 && column < VIEW_SIZE && row >= 0; distance++) {
    const thing = view.cells[row * VIEW_SIZE + column]
    if (thing) return thing.kind === "wall" ? distance : 0
    column += columnStep
    row += rowStep
  }
  return 0
}

function describeThings(view: View): string[] {
  const lines: string[] = []
  for (let column = 0; column < VIEW_SIZE; column++) {
    for (let row = 0; row < VIEW_SIZE; row++) {
      const thing = view.cells[row * VIEW_SIZE + column]
      if (!thing || thing.kind === "wall") continue
      if (column === VIEW_AGENT_COLUMN && row === VIEW_AGENT_ROW) continue
      lines.push(`a ${name(thing)} ${place(column - VIEW_AGENT_COLUMN, VIEW_AGENT_ROW - row)}`)
    }
  }
  return lines
}

function name(thing: Thing): string {
  const colored = `${thing.color} ${thing.kind}`
  return thing.kind === "door" ? `${thing.doorState} ${colored}` : colored
}

function place(right: number, ahead: number): string {
  const side = `${steps(Math.abs(right))} ${right > 0 ? "right" : "left"}`
  if (right === 0) return `${steps(ahead)} forward`
  return ahead === 0 ? side : `${side} and ${steps(ahead)} forward`
}

function steps(count: number): string {
  return count === 1 ? "1 step" : `${count} steps`
}
