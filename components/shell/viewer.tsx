"use client"

import { createContext, type ReactElement, use } from "react"
import { Tooltip } from "@/components/ui/tooltip"
import { can, PERMISSIONS, type Permission, type Role } from "@/lib/domain/policy"

/** Who looks at the page. */
export interface Viewer {
  name: string
  role: Role
}

export const ViewerContext = createContext<Viewer | null>(null)

/** Who is signed in; null outside the shell. */
export function useViewer(): Viewer | null {
  return use(ViewerContext)
}

/** Whether the viewer may do this. The server decides again; this only keeps buttons honest. */
export function usePermission(permission: Permission): boolean {
  const viewer = useViewer()
  return viewer !== null && can(viewer, permission)
}

export interface GatedProps {
  permission: Permission
  /** Draws the control; `disabled` when the viewer may not. */
  children: (disabled: boolean) => ReactElement
}

/** A control that stays for those who may not use it, disabled, with a tooltip that names the role that can. */
export function Gated({ permission, children }: GatedProps) {
  if (usePermission(permission)) return children(false)
  return (
    <Tooltip content={`Needs the role ${PERMISSIONS[permission]}`}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a disabled button takes no focus, its explanation must */}
      <span tabIndex={0} className="inline-flex rounded-md">
        {children(true)}
      </span>
    </Tooltip>
  )
}
