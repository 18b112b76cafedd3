"use client"

import type { ReactNode } from "react"
import { showHidden } from "@/components/transcript/visible-text"
import { GridPicture, ThingIcon } from "./grid-picture"
import type { GridText, Observation } from "./parse-observation"
import { nameOf, placeOf, sortByDistance } from "./scene"

/** The picture, and beside it what cannot be drawn or is easier to read: the mission, the hands, everything in view. */
export function GridPanel({ grid, mission }: { grid: GridText; mission: string | null }) {
  const { remarks, observation } = grid
  return (
    <>
      {remarks.map((remark) => (
        <p
          key={remark}
          className="px-2.5 pt-1.5 text-bad text-note [overflow-wrap:anywhere] [unicode-bidi:isolate]"
        >
          {showHidden(remark)}
        </p>
      ))}
      {observation && (
        <div className="flex min-w-0 flex-wrap items-start gap-x-4 gap-y-2 px-2.5 py-2">
          <div>
            <GridPicture observation={observation} />
            {grid.mission !== null && (
              <p data-apart className="text-head text-kumo-subtle">
                grey: the text does not say
              </p>
            )}
          </div>
          <dl className="grid min-w-32 flex-1 gap-1.5 text-note">
            {mission && (
              <Fact name="Mission">
                <span className="[overflow-wrap:anywhere] [unicode-bidi:isolate]">{showHidden(mission)}</span>
              </Fact>
            )}
            <Fact name="Carries">
              <Carried carrying={observation.carrying} />
            </Fact>
            <Fact name="Sees">
              <SeenList observation={observation} />
            </Fact>
          </dl>
        </div>
      )}
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-head text-kumo-subtle">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Carried({ carrying }: Pick<Observation, "carrying">) {
  if (!carrying) return <span className="text-kumo-subtle">nothing</span>
  return (
    <span className="flex items-center gap-1.5">
      <ThingIcon {...carrying} doorState={null} />
      {carrying.color} {carrying.kind}
    </span>
  )
}

function SeenList({ observation: { things, walls } }: { observation: Observation }) {
  if (things.length + walls.length === 0) return <span className="text-kumo-subtle">nothing</span>
  return (
    <ul className="grid max-w-72 gap-0.5">
      {sortByDistance(things).map((thing) => (
        <li key={placeOf(thing)} className="flex flex-wrap items-center gap-x-1.5">
          <ThingIcon {...thing} />
          <span className="flex-auto">{nameOf(thing)}</span>
          <span className="text-kumo-subtle tabular max-md:pl-5">{placeOf(thing)}</span>
        </li>
      ))}
      {walls.length > 0 && (
        <li className="flex flex-wrap gap-x-1.5 text-kumo-subtle">
          <span className="flex-auto pl-5">wall</span>
          <span className="tabular max-md:pl-5">{walls.map(placeOf).join("; ")}</span>
        </li>
      )}
    </ul>
  )
}
