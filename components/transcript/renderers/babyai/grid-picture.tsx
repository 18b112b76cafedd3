import { COLOR_LETTERS, GLYPH_SIZE, Glyph } from "./glyph"
import { type Observation, type SeenThing, VIEW_SIZE } from "./parse-observation"
import { cellOf, describeScene, type Ground, type GroundCell, layGround } from "./scene"

const CELL = 24
const SIDE = VIEW_SIZE * CELL

const GROUND: Record<Ground, string> = {
  untold: "fill-code",
  floor: "fill-kumo-base stroke-kumo-line",
  wall: "fill-bar stroke-bar",
}

/** The view of the agent, which stands below and looks up. Cells that the text does not speak of stay grey. */
export function GridPicture({ observation }: { observation: Observation }) {
  const agent = cellOf({ right: 0, ahead: 0 })
  return (
    <svg
      role="img"
      aria-label={describeScene(observation)}
      viewBox={`-0.5 -0.5 ${SIDE + 1} ${SIDE + 1}`}
      width={SIDE}
      height={SIDE}
      className="shrink-0 rounded-[4px] text-kumo-default"
    >
      {layGround(observation).map((cell) => (
        <GroundSquare key={`${cell.column} ${cell.row}`} {...cell} />
      ))}
      {observation.things.map((thing) => (
        <ThingCell key={`${thing.right} ${thing.ahead}`} thing={thing} />
      ))}
      <g transform={`translate(${agent.column * CELL} ${agent.row * CELL})`}>
        <path d="M12 4 19.5 20 12 16.5 4.5 20Z" fill="currentColor" />
      </g>
    </svg>
  )
}

function GroundSquare({ column, row, ground }: GroundCell) {
  const x = column * CELL
  const y = row * CELL
  return (
    <>
      <rect x={x} y={y} width={CELL} height={CELL} className={GROUND[ground]} />
      {ground === "wall" && (
        <path
          d={`M${x} ${y + 8}h24M${x} ${y + 16}h24M${x + 8} ${y}v8M${x + 18} ${y + 8}v8M${x + 8} ${y + 16}v8`}
          className="stroke-kumo-base"
          strokeWidth={1.2}
        />
      )}
    </>
  )
}

function ThingCell({ thing }: { thing: SeenThing }) {
  const { column, row } = cellOf(thing)
  const inset = 2
  return (
    <g transform={`translate(${column * CELL + inset} ${row * CELL + inset})`}>
      <Glyph {...thing} />
      <text
        x={CELL - inset * 2 + 1}
        y={CELL - inset * 2 + 0.5}
        textAnchor="end"
        fontSize={9}
        fontWeight={700}
        fill="currentColor"
        stroke="var(--color-kumo-base)"
        strokeWidth={2.5}
        paintOrder="stroke"
      >
        {COLOR_LETTERS[thing.color]}
      </text>
    </g>
  )
}

/** A thing beside its name, outside the picture. */
export function ThingIcon(thing: Pick<SeenThing, "kind" | "color" | "doorState">) {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${GLYPH_SIZE} ${GLYPH_SIZE}`}
      width={14}
      height={14}
      className="shrink-0 text-kumo-default"
    >
      <Glyph {...thing} />
    </svg>
  )
}
