import { AppError } from "@/lib/domain/errors"

export const ROLES = ["viewer", "labeler", "editor", "admin"] as const

export type Role = (typeof ROLES)[number]

/** The lowest role that may do a thing. The one table that the server, the pages and the tests read. */
export const PERMISSIONS = {
  "workspace.read": "viewer",
  "label.write": "labeler",
  "queue.manage": "editor",
  "judge.manage": "editor",
  "experiment.write": "editor",
  "run.write": "editor",
  "episode.ingest": "editor",
  "import.write": "editor",
  "recipe.write": "editor",
  "dataset.write": "editor",
  "model.write": "editor",
  "share.manage": "editor",
  "key.manage": "viewer",
  "user.manage": "admin",
  "workspace.manage": "admin",
} as const satisfies Record<string, Role>

export type Permission = keyof typeof PERMISSIONS

/** Who asks. `userId` is null only for the system itself (jobs, migrations) and for strangers, who may nothing. */
export interface Actor {
  kind: "session" | "key" | "system" | "stranger"
  userId: string | null
  name: string
  role: Role
}

export function hasRole(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed)
}

/** Whoever calls a route that asks for no permission. */
export const STRANGER: Actor = { kind: "stranger", userId: null, name: "Stranger", role: "viewer" }

type Asking = Pick<Actor, "role"> & Partial<Pick<Actor, "kind">>

export function can(actor: Asking, permission: Permission): boolean {
  return actor.kind !== "stranger" && hasRole(actor.role, PERMISSIONS[permission])
}

/** @throws AppError FORBIDDEN naming the role that may. */
export function requirePermission(actor: Asking, permission: Permission): void {
  if (can(actor, permission)) return
  if (actor.kind === "stranger") throw new AppError("UNAUTHENTICATED", "Sign in first.")
  throw new AppError("FORBIDDEN", `This needs the role ${PERMISSIONS[permission]}; yours is ${actor.role}.`)
}

/** The person behind the request. @throws AppError FORBIDDEN for the system, which owns nothing. */
export function requireUserId(actor: Actor): string {
  if (actor.userId) return actor.userId
  throw new AppError("FORBIDDEN", "This belongs to a person; nobody is signed in.")
}
