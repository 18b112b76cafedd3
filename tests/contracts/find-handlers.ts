import { globSync } from "node:fs"
import { join } from "node:path"
import type { Handler } from "@/lib/http/handle"

const ROOT = "app/api/v1"
/** Where Next goes with what no route answers. */
const NO_ROUTE = "[[...path]]/route.ts"
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])

export interface FoundHandler {
  file: string
  method: string
  /** The path its folder says, as OpenAPI writes it. */
  path: string
  handler: Partial<Handler> & ((...parameters: never) => unknown)
}

function toPath(file: string): string {
  const folders = file.slice(0, -"/route.ts".length).split("/")
  return `/api/v1${folders.map((folder) => `/${folder.replace(/^\[(\w+)\]$/, "{$1}")}`).join("")}`
}

/** Every exported method of every route file below app/api/v1. */
export async function findHandlers(): Promise<FoundHandler[]> {
  const files = globSync("**/route.ts", { cwd: ROOT })
    .filter((file) => file !== NO_ROUTE)
    .sort()
  const found = await Promise.all(
    files.map(async (file) => {
      const exports: Record<string, FoundHandler["handler"]> = await import(join(process.cwd(), ROOT, file))
      const methods = Object.entries(exports).filter(([name]) => METHODS.has(name))
      return methods.map(([method, handler]) => ({ file, method, path: toPath(file), handler }))
    }),
  )
  return found.flat()
}
