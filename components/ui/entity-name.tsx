import { ArrowRightIcon } from "@phosphor-icons/react/dist/ssr/ArrowRight"
import type { ReactNode } from "react"
import { classNames } from "./class-names"
import { EntityMarker, type EntityMarkerProps } from "./entity-marker"

export interface EntityNameProps extends EntityMarkerProps {
  name: ReactNode
  /** The dataset behind a student, in mono: `retail-412`. */
  detail?: ReactNode
  /** The teacher of a student: draws `teacher marker -> student marker` and indents. */
  teacher?: EntityMarkerProps
}

/** A model by marker and name, with its lineage. */
export function EntityName({ name, detail, teacher, ...marker }: EntityNameProps) {
  return (
    <span className={classNames("inline-flex min-w-0 items-center gap-1.5", teacher && "pl-2.5")}>
      {teacher && (
        <>
          <EntityMarker {...teacher} size={7} />
          <ArrowRightIcon size={10} className="shrink-0 text-kumo-subtle" aria-label="to" />
        </>
      )}
      <EntityMarker {...marker} />
      <span className="truncate font-medium">{name}</span>
      {detail && (
        <span className="min-w-0 shrink-[99] truncate font-mono text-kumo-subtle text-note">{detail}</span>
      )}
    </span>
  )
}
