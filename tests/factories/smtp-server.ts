import type { AddressInfo } from "node:net"
import { createServer, type Socket } from "node:net"

export interface SmtpServer {
  url: string
  /** What was delivered, headers and all. */
  mails: string[]
  close(): Promise<void>
}

/** Says yes to whatever a mail client says, and keeps what comes between DATA and the lone dot. */
function converse(socket: Socket, mails: string[]): void {
  let buffer = ""
  let isData = false
  socket.write("220 test\r\n")
  socket.on("data", (chunk) => {
    buffer += chunk.toString("utf8")
    for (;;) {
      const end = isData ? "\r\n.\r\n" : "\r\n"
      const at = buffer.indexOf(end)
      if (at < 0) return
      const message = buffer.slice(0, at)
      buffer = buffer.slice(at + end.length)
      if (isData) mails.push(message)
      const wasData = isData
      isData = !wasData && message.toUpperCase() === "DATA"
      socket.write(isData ? "354 go on\r\n" : "250 ok\r\n")
    }
  })
  socket.on("error", () => undefined)
}

/** A mail server on the loopback. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const mails: string[] = []
  const server = createServer((socket) => converse(socket, mails))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
