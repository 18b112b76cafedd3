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
          <GridPicture observation={observation} />
          <dl className="grid min-w-[9.5rem] flex-1 gap-1.5 text-note">
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
        <li key={placeOf(thing)} className="flex items-center gap-1.5">
          <ThingIcon {...thing} />
          <span className="min-w-0 flex-1">{nameOf(thing)}</span>
          <span className="shrink-0 text-kumo-subtle tabular">{placeOf(thing)}</span>
        </li>
      ))}
      {walls.length > 0 && (
        <li className="flex gap-1.5 text-kumo-subtle">
          <span className="min-w-0 flex-1 pl-5">wall</span>
          <span className="text-right tabular">{walls.map(placeOf).join("; ")}</span>
        </li>
      )}
    </ul>
  )
}
