import { once } from "node:events"
import { type AddressInfo, createServer } from "node:net"

function message(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

function int(value: number, bytes: 2 | 4): Buffer {
  const buffer = Buffer.alloc(bytes)
  buffer.writeIntBE(value, 0, bytes)
  return buffer
}

const TEXT_TYPE = [int(0, 4), int(0, 2), int(25, 4), int(-1, 2), int(-1, 4), int(0, 2)]
const READY = message("Z", Buffer.from("I"))

function answer(columns: Record<string, string>): Buffer {
  const names = Object.keys(columns).flatMap((name) => [Buffer.from(`${name}\0`), ...TEXT_TYPE])
  const values = Object.values(columns).flatMap((value) => [int(value.length, 4), Buffer.from(value)])
  const count = int(Object.keys(columns).length, 2)
  return Buffer.concat([
    message("T", count, ...names),
    message("D", count, ...values),
    message("C", Buffer.from("SELECT 1\0")),
    READY,
  ])
}

/** A server that speaks just enough of the wire protocol to say that it is Postgres 13; npm has no such old one. */
export async function startOldPostgres(): Promise<{ url: string; stop(): void }> {
  const server = createServer((socket) => {
    socket.once("data", () => {
      socket.write(Buffer.concat([message("R", int(0, 4)), READY]))
      socket.on("data", (chunk) => {
        if (chunk[0] === "Q".charCodeAt(0)) socket.write(answer({ number: "130014", name: "13.14" }))
      })
    })
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  return { url: `postgresql://someone:secret@127.0.0.1:${port}/winnow`, stop: () => server.close() }
}
