import type { Env } from "@/lib/env"

const EVERYWHERE: Record<string, string> = { "0.0.0.0": "127.0.0.1", "::": "::1" }

/** The URL under which this machine reaches the server. */
export function localUrl(host: string, port: number): string {
  const name = EVERYWHERE[host] ?? host
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`
}

/** The URL people open: PUBLIC_URL behind a proxy, else the local one. */
export function browserUrl({ host, publicUrl }: Pick<Env, "host" | "publicUrl">, port: number): string {
  return (publicUrl ?? localUrl(host, port)).replace(/\/$/, "")
}
