import { PolicyError } from "@/lib/domain/policy-error"

/** What a mission or an observation names; null stands for any colour. */
export interface Description {
  color: string | null
  kind: string
}

export type Goal =
  | { verb: "goto" | "pickup" | "open"; target: Description }
  | { verb: "putnext"; target: Description; beside: Description }

const FORMS: [RegExp, (parts: string[]) => Goal[]][] = [
  [/^(.+), then (.+)$/, ([first, second]) => [...parseMission(first!), ...parseMission(second!)]],
  [/^(.+) after you (.+)$/, ([second, first]) => [...parseMission(first!), ...parseMission(second!)]],
  [/^go to (.+)$/, ([target]) => [{ verb: "goto", target: parseDescription(target!) }]],
  [/^pick up (.+)$/, ([target]) => [{ verb: "pickup", target: parseDescription(target!) }]],
  [/^open (.+)$/, ([target]) => [{ verb: "open", target: parseDescription(target!) }]],
  [
    /^put (.+) next to (.+)$/,
    ([target, beside]) => [
      { verb: "putnext", target: parseDescription(target!), beside: parseDescription(beside!) },
    ],
  ],
]

/** The goals of a mission in the order they have to be reached. @throws PolicyError `misconfigured` for a sentence of another kind. */
export function parseMission(mission: string): Goal[] {
  for (const [form, build] of FORMS) {
    const match = form.exec(mission.trim())
    if (match) return build(match.slice(1))
  }
  throw new PolicyError(
    "misconfigured",
    `The planner does not understand the mission "${mission.slice(0, 200)}".`,
  )
}

function parseDescription(text: string): Description {
  const words = text.split(" ").filter((word) => word !== "a" && word !== "the")
  const [kind = "", color = null] = words.toReversed()
  return { color, kind }
}

export function matches(wanted: Description, thing: Description): boolean {
  return wanted.kind === thing.kind && (wanted.color === null || wanted.color === thing.color)
}
