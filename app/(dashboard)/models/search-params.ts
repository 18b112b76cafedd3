import { createLoader, parseAsString } from "nuqs/server"

export const modelsParsers = { name: parseAsString.withDefault("") }

export const loadModelsParams = createLoader(modelsParsers)

/** The parameters as the route takes them, so that server and browser ask under one key. */
export function toModelsInput({ name }: { name: string }) {
  return name.trim() ? { name: name.trim() } : {}
}
