import { once } from "node:events"
import { type AddressInfo, createServer } from "node:net"
import { AppError } from "@/lib/domain/errors"

function describe(code: string, host: string, port: number): string {
  if (code === "EADDRINUSE") return `Port ${port} on ${host} is in use; set PORT to a free one.`
  if (code === "EACCES") return `Port ${port} is reserved for the system; set PORT to one above 1023.`
  return `${host} is not an address of this machine (${code}); change HOST.`
}

/** The port to listen on: the one asked for, or any free one for 0. @throws AppError naming PORT or HOST. */
export async function requireFreePort(host: string, port: number): Promise<number> {
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, "listening")
    return (server.address() as AddressInfo).port
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "UNKNOWN"
    throw new AppError("UNAVAILABLE", describe(code, host, port), [], { cause })
  } finally {
    server.close()
  }
}
