import type { Identity } from "@/lib/db/user"

/** What a session is made of: the person, and the epoch that a sign-out everywhere raises. */
export interface SignedIn {
  id: string
  epoch: number
}

/** The last step of every way in, so that none of them lets a disabled account pass. */
export function toSignedIn(user: Identity | null): SignedIn | null {
  return user && !user.disabledAt ? { id: user.id, epoch: user.sessionEpoch } : null
}
