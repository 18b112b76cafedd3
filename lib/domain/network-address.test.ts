import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { reachOf } from "@/lib/domain/network-address"

describe("where an address leads", () => {
  test.each([
    "8.8.8.8",
    "1.1.1.1",
    "172.32.0.1",
    "192.169.0.1",
    "2001:4860:4860::8888",
    "64:ff9b::808:808",
    "::ffff:8.8.8.8",
  ])("%s is public", (address) => expect(reachOf(address)).toBe("public"))

  test.each([
    "127.0.0.1",
    "127.255.255.254",
    "2130706433",
    "0x7f.1",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "::1",
    "[::1]",
    "fd12:3456::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:10.1.2.3",
    "64:ff9b::7f00:1",
  ])("%s is local", (address) => expect(reachOf(address)).toBe("local"))

  test.each([
    "169.254.169.254",
    "169.254.170.2",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "100.100.100.200",
    "168.63.129.16",
    "fd00:ec2::254",
    "fd20:ce::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "0.0.0.0",
    "::",
    "::7f00:1",
    "2002:7f00:1::",
    "2001:0:1::1",
    "64:ff9b:1::1",
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "198.18.0.1",
    "ff02::1",
    "2001:db8::1",
    "localhost",
    "",
  ])("%s is closed", (address) => expect(reachOf(address)).toBe("closed"))

  test("an IPv4 address leads to the same place when it is written inside IPv6", () => {
    fc.assert(fc.property(fc.ipV4(), (address) => reachOf(`::ffff:${address}`) === reachOf(address)))
  })
})
