import type { Color, SeenThing } from "./parse-observation"

/** Colours of the grid world, not of the interface: the same in both themes, each edged in the colour of text. */
const FILLS: Record<Color, string> = {
  red: "#d03b2f",
  green: "#2e9e4f",
  blue: "#3b74e0",
  purple: "#8b45c9",
  yellow: "#f0c419",
  grey: "#8a9199",
}

/** A second sign for every colour, for those who cannot tell them apart. */
export const COLOR_LETTERS: Record<Color, string> = {
  red: "R",
  green: "G",
  blue: "B",
  purple: "P",
  yellow: "Y",
  grey: "Gy",
}

/** Side of the square a glyph is drawn in. */
export const GLYPH_SIZE = 16

type GlyphProps = Pick<SeenThing, "kind" | "color" | "doorState">

/** A thing by its shape and colour, 16 by 16; a part of an SVG. */
export function Glyph({ kind, color, doorState }: GlyphProps) {
  const paint = { fill: FILLS[color], stroke: "currentColor", strokeWidth: 1 }
  switch (kind) {
    case "ball":
      return <circle cx={8} cy={8} r={6} {...paint} />
    case "box":
      return (
        <>
          <rect x={2} y={2.5} width={12} height={11} rx={1} {...paint} />
          <path d="M2 6.5h12M8 2.5v11" fill="none" stroke="currentColor" />
        </>
      )
    case "key":
      return (
        <path
          d="M5 1.5a3.6 3.6 0 0 1 3.2 5.2l6.3 6.3v2h-2.9v-1.7h-1.7v-1.7l-3.2-3.2A3.6 3.6 0 1 1 5 1.5ZM4.6 3.9a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4Z"
          fillRule="evenodd"
          {...paint}
        />
      )
    case "door":
      return <Door paint={paint} doorState={doorState} />
  }
}

function Door({
  paint,
  doorState,
}: {
  paint: { fill: string; stroke: string; strokeWidth: number }
  doorState: SeenThing["doorState"]
}) {
  if (doorState === "open") {
    return (
      <>
        <path d="M2 15V1.5h12V15" {...paint} fill="none" strokeWidth={1.5} stroke={paint.fill} />
        <path d="M2 1.5 6.5 4v11L2 15Z" {...paint} />
      </>
    )
  }
  return (
    <>
      <rect x={2} y={1} width={12} height={14} rx={0.5} {...paint} />
      {doorState === "locked" ? (
        <path
          d="M8 5a1.9 1.9 0 0 1 1 3.5l.7 3H6.3l.7-3A1.9 1.9 0 0 1 8 5Z"
          fill="#ffffff"
          stroke="#1b1e22"
          strokeWidth={0.8}
        />
      ) : (
        <circle cx={11.3} cy={8.5} r={1.3} fill="#ffffff" stroke="#1b1e22" strokeWidth={0.8} />
      )}
    </>
  )
}
