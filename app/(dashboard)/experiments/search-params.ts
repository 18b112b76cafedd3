import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server"

export const experimentsParsers = {
  name: parseAsString.withDefault(""),
  archived: parseAsStringLiteral(["exclude", "only"]).withDefault("exclude"),
}

export const loadExperimentsParams = createLoader(experimentsParsers)

/** The parameters as the route takes them, so that server and browser ask under one key. */
export function toListInput({ name, archived }: { name: string; archived: "exclude" | "only" }) {
  return { archived, ...(name.trim() ? { name: name.trim() } : {}) }
}
