import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server"
import { ACTIVITY_KINDS } from "@/lib/domain/activity"

export const activityParsers = {
  kind: parseAsStringLiteral(ACTIVITY_KINDS),
  actor: parseAsString,
  experiment: parseAsString,
}

export const loadActivityParams = createLoader(activityParsers)

type Params = Awaited<ReturnType<typeof loadActivityParams>>

/** The parameters as the route takes them, so that server and browser ask under one key. */
export function toActivityInput({ kind, actor, experiment }: Params) {
  return {
    ...(kind ? { kind: [kind] } : {}),
    ...(actor ? { actorId: actor } : {}),
    ...(experiment ? { experimentId: experiment } : {}),
  }
}
