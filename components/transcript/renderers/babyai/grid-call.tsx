"use client"

import { ArrowBendUpLeftIcon } from "@phosphor-icons/react/dist/ssr/ArrowBendUpLeft"
import { ArrowBendUpRightIcon } from "@phosphor-icons/react/dist/ssr/ArrowBendUpRight"
import { ArrowUpIcon } from "@phosphor-icons/react/dist/ssr/ArrowUp"
import { CheckCircleIcon } from "@phosphor-icons/react/dist/ssr/CheckCircle"
import { DoorOpenIcon } from "@phosphor-icons/react/dist/ssr/DoorOpen"
import { HandArrowDownIcon } from "@phosphor-icons/react/dist/ssr/HandArrowDown"
import { HandGrabbingIcon } from "@phosphor-icons/react/dist/ssr/HandGrabbing"
import { WrenchIcon } from "@phosphor-icons/react/dist/ssr/Wrench"
import { CallBlock } from "@/components/transcript/call-block"
import { CallResult } from "@/components/transcript/call-result"
import { showHidden } from "@/components/transcript/visible-text"
import { DrawnCall } from "../as-text"
import type { CallProps } from "../step-renderer"
import { GridPanel } from "./grid-panel"
import { readAction, readGrid } from "./read-grid"
import { useMission } from "./use-mission"

const ICONS: Record<string, typeof ArrowUpIcon> = {
  "turn left": ArrowBendUpLeftIcon,
  "turn right": ArrowBendUpRightIcon,
  "go forward": ArrowUpIcon,
  "pick up": HandGrabbingIcon,
  drop: HandArrowDownIcon,
  toggle: DoorOpenIcon,
}

/** An action, and what the agent sees after it. */
export function GridCall(props: CallProps) {
  const action = readAction(props.call)
  if (action === null) return <CallBlock {...props} />
  const Icon = ICONS[action] ?? WrenchIcon
  return (
    <DrawnCall
      of={props}
      icon={<Icon size={14} />}
      title={<span className="font-semibold [overflow-wrap:anywhere]">{showHidden(action)}</span>}
    >
      <Answer {...props} />
    </DrawnCall>
  )
}

function Answer({ result, call }: CallProps) {
  const mission = useMission()
  const grid = result && readGrid(result)
  if (grid) return <GridPanel grid={grid} mission={mission} />
  if (result?.message.content === "Mission complete.") {
    return (
      <p className="flex items-center gap-1.5 px-2.5 py-1.5 font-medium text-good text-note">
        <CheckCircleIcon size={14} weight="fill" aria-hidden />
        Mission complete.
      </p>
    )
  }
  return <CallResult result={result} called={call !== null} />
}
