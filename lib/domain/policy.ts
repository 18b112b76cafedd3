import { AppError } from "@/lib/domain/errors"

export const ROLES = ["viewer", "labeler", "editor", "admin"] as const

export type Role = (typeof ROLES)[number]

/** The lowest role that may do a thing. The one table that the server, the pages and the tests read. */
export const PERMISSIONS = {
  "workspace.read": "viewer",
  "label.write": "labeler",
  "experiment.write": "editor",
  "run.write": "editor",
  "episode.ingest": "editor",
  "import.write": "editor",
  "recipe.write": "editor",
  "dataset.write": "editor",
  "model.write": "editor",
  "key.manage": "viewer",
  "user.manage": "admin",
  "workspace.manage": "admin",
} as const satisfies Record<string, Role>

export type Permission = keyof typeof PERMISSIONS

/** Who asks. `userId` is null only for the system itself (jobs, migrations). */
export interface Actor {
  kind: "session" | "key" | "system"
  userId: string | null
  name: string
  role: Role
}

export function hasRole(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed)
}

export function can(actor: Pick<Actor, "role">, permission: Permission): boolean {
  return hasRole(actor.role, PERMISSIONS[permission])
}

/** @throws AppError FORBIDDEN naming the role that may. */
export function requirePermission(actor: Pick<Actor, "role">, permission: Permission): void {
  if (can(actor, permission)) return
  throw new AppError("FORBIDDEN", `This needs the role ${PERMISSIONS[permission]}; yours is ${actor.role}.`)
}
