import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, describe, expect, test } from "vitest"
import type { OutboundRequest } from "@/lib/contracts/outbound"
import { createOutbound, type Outbound, type Resolve } from "@/lib/services/outbound/outbound"

interface Loopback {
  host: string
  url: string
  requests: IncomingMessage[]
}

const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Loopback> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  closers.push(() => new Promise((resolve) => server.close(resolve)))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { host, url: `http://${host}`, requests }
}

function open(resolve?: Resolve): Outbound {
  const outbound = createOutbound(resolve)
  closers.unshift(() => outbound.close())
  return outbound
}

const ok = (_: IncomingMessage, response: ServerResponse) => response.end("ok")
const redirectTo =
  (location: () => string, status: number) => (_: IncomingMessage, response: ServerResponse) =>
    response.writeHead(status, { location: location() }).end()
const post: OutboundRequest = {
  method: "POST",
  headers: { authorization: "Bearer sk-1", "x-team": "a", "content-type": "application/json" },
  body: "{}",
}
const resolveTo =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }))

describe("a request to a private address", () => {
  test.each(["127.0.0.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "[::1]"])(
    "is refused when the URL says %s",
    async (name) => {
      const server = await listen(ok)
      const url = `https://${name}:${new URL(server.url).port}/`
      await expect(open().fetchFor(new Set())(url, post)).rejects.toMatchObject({ code: "INVALID_INPUT" })
      expect(server.requests).toEqual([])
    },
  )

  test("is refused when a public name resolves there", async () => {
    const send = open(resolveTo("127.0.0.1")).fetchFor(new Set())
    await expect(send("https://models.example/v1", post)).rejects.toThrow("private network")
  })

  test("is refused when only one of several addresses is private", async () => {
    const send = open(resolveTo("93.184.215.14", "10.0.0.5")).fetchFor(new Set())
    await expect(send("https://models.example/v1", post)).rejects.toThrow("10.0.0.5")
  })

  test("is refused when the name is rebound between the check and the connection", async () => {
    const answers = ["93.184.215.14", "127.0.0.1"]
    const outbound = open(async () => [{ address: answers.shift() ?? "127.0.0.1", family: 4 }])
    const url = new URL("https://models.example/v1")
    await expect(outbound.requireReachable(url, new Set())).resolves.toBeUndefined()
    await expect(outbound.fetchFor(new Set())(url.href, post)).rejects.toThrow("private network")
  })

  test("goes through at a host that the administrator allows, also by name", async () => {
    const server = await listen(ok)
    const named = `models.internal:${new URL(server.url).port}`
    const outbound = open(resolveTo("127.0.0.1"))
    const send = outbound.fetchFor(new Set([server.host, named]))
    expect(await (await send(server.url, post)).text()).toBe("ok")
    expect(await (await send(`http://${named}/v1`, post)).text()).toBe("ok")
    expect(server.requests).toHaveLength(2)
  })

  test("reaches no other port of an allowed host", async () => {
    const [allowed, other] = [await listen(ok), await listen(ok)]
    await expect(open().fetchFor(new Set([allowed.host]))(other.url, post)).rejects.toThrow("private network")
    expect(other.requests).toEqual([])
  })
})

describe("metadata services", () => {
  test.each(["169.254.169.254", "[::ffff:169.254.169.254]", "100.100.100.200", "[fd00:ec2::254]"])(
    "are out of reach at %s even where the administrator allows the host",
    async (name) => {
      const { host } = new URL(`http://${name}`)
      const send = open().fetchFor(new Set([host]))
      await expect(send(`http://${name}/latest/meta-data`, post)).rejects.toThrow("never connects")
    },
  )

  test("are out of reach by name", async () => {
    const outbound = open(resolveTo("169.254.169.254"))
    const allowed = new Set(["metadata.example"])
    const url = new URL("http://metadata.example/")
    await expect(outbound.requireReachable(url, allowed)).rejects.toThrow("never connects")
    await expect(outbound.fetchFor(allowed)(url.href, post)).rejects.toThrow("never connects")
  })
})

describe("an address", () => {
  test.each([
    "ftp://models.example",
    "file:///etc/passwd",
    "https://user:word@models.example",
    "http://models.example",
  ])("%s is refused", async (url) => {
    await expect(open(resolveTo("8.8.8.8")).requireReachable(new URL(url), new Set())).rejects.toMatchObject({
      code: "INVALID_INPUT",
    })
  })

  test("that does not resolve yet can be saved", async () => {
    const outbound = open(() => Promise.reject(new Error("ENOTFOUND")))
    await expect(
      outbound.requireReachable(new URL("https://later.example"), new Set()),
    ).resolves.toBeUndefined()
  })
})

describe("a redirect", () => {
  test.each([307, 308])(
    "with status %i is followed with its body and its key on the same origin",
    async (status) => {
      const server = await listen((request, response) =>
        request.url === "/v2" ? ok(request, response) : redirectTo(() => "/v2", status)(request, response),
      )
      const response = await open().fetchFor(new Set([server.host]))(`${server.url}/v1`, post)
      expect(response.status).toBe(200)
      expect(server.requests[1]).toMatchObject({ method: "POST", headers: { authorization: "Bearer sk-1" } })
    },
  )

  test("to another origin carries neither the key nor the custom headers", async () => {
    const target = await listen(ok)
    const server = await listen(redirectTo(() => target.url, 307))
    const send = open().fetchFor(new Set([server.host, target.host]))
    expect((await send(server.url, post)).status).toBe(200)
    expect(target.requests[0]?.headers).toMatchObject({ "content-type": "application/json" })
    expect(target.requests[0]?.headers).not.toHaveProperty("authorization")
    expect(target.requests[0]?.headers).not.toHaveProperty("x-team")
  })

  test("to a private address is refused although the first host is allowed", async () => {
    const target = await listen(ok)
    const server = await listen(redirectTo(() => target.url, 307))
    await expect(open().fetchFor(new Set([server.host]))(server.url, post)).rejects.toThrow("private network")
    expect(target.requests).toEqual([])
  })

  test("to a metadata service is refused", async () => {
    const server = await listen(redirectTo(() => "http://169.254.169.254/latest", 302))
    const send = open().fetchFor(new Set([server.host]))
    await expect(send(server.url, { method: "GET", headers: {} })).rejects.toThrow("never connects")
  })

  test("that would drop the body says which address to give", async () => {
    const server = await listen(redirectTo(() => "/v2", 301))
    await expect(open().fetchFor(new Set([server.host]))(server.url, post)).rejects.toThrow(
      "give its own address",
    )
  })

  test("is followed three times at most", async () => {
    const server = await listen(redirectTo(() => "/again", 307))
    await expect(open().fetchFor(new Set([server.host]))(server.url, post)).rejects.toThrow(
      "more than 3 times",
    )
    expect(server.requests).toHaveLength(4)
  })
})
