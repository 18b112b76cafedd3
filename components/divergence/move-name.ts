import { keyArguments } from "@/lib/domain/action-key"
import { toolName } from "./describe-point"

/** A move as `lib/domain/habit` names it: tools and words stand as they are, an action by its arguments. */
export function moveName(move: string): string {
  return toolName(move.startsWith("[") ? [...keyArguments(move).values()].join(", ") : move)
}
