import type { Kind } from "./relation"

export interface Entity {
  kind: Kind
  /** Also the title of its article; no two entities of a corpus share it. */
  name: string
  facts: Map<string, Entity | string>
  /** What its article speaks of without stating anything that is asked for. */
  mentions: Entity[]
}

/** How running text names an entity. */
export function mention({ kind, name }: Pick<Entity, "kind" | "name">): string {
  return kind === "river" ? `the ${name}` : name
}
