/** The view reaches 3 cells to each side and 6 ahead; row 0 is the agent's own. */
export const VIEW_SIDE = 3
export const VIEW_ROWS = 7

const WIDTH = 2 * VIEW_SIDE + 1

/** Which cells of the view can be seen past what is opaque: light spreads sideways along a row and one row ahead. */
export function findVisible(
  isOpaque: (ahead: number, right: number) => boolean,
): (ahead: number, right: number) => boolean {
  const seen = new Uint8Array(WIDTH * VIEW_ROWS)
  const at = (ahead: number, right: number) => ahead * WIDTH + right + VIEW_SIDE
  const spread = (ahead: number, right: number, side: 1 | -1) => {
    if (!seen[at(ahead, right)] || isOpaque(ahead, right)) return
    seen[at(ahead, right + side)] = 1
    if (ahead + 1 === VIEW_ROWS) return
    seen[at(ahead + 1, right + side)] = 1
    seen[at(ahead + 1, right)] = 1
  }
  seen[at(0, 0)] = 1
  for (let ahead = 0; ahead < VIEW_ROWS; ahead++) {
    for (let right = -VIEW_SIDE; right < VIEW_SIDE; right++) spread(ahead, right, 1)
    for (let right = VIEW_SIDE; right > -VIEW_SIDE; right--) spread(ahead, right, -1)
  }
  return (ahead, right) => seen[at(ahead, right)] === 1
}
