import { openSecret, sealSecret } from "@/lib/services/secret/secret-box"

/** Names the place a secret may be used at: this connection, at this address. Another address cannot open it. */
interface Owner {
  id: string
  baseUrl: string
}

const keyBinding = ({ id, baseUrl }: Owner) => ["connection", id, baseUrl, "key"]
const headerBinding = ({ id, baseUrl }: Owner, name: string) => ["connection", id, baseUrl, "header", name]

export function sealKey(owner: Owner, key: string): Uint8Array<ArrayBuffer> {
  return sealSecret(key, keyBinding(owner))
}

export function openKey(owner: Owner & { secret: Uint8Array | null }): string | null {
  return owner.secret && openSecret(owner.secret, keyBinding(owner))
}

/** Header values by name, each sealed and in base64. */
export function sealHeaders(owner: Owner, headers: Record<string, string>): Record<string, string> {
  const sealed = Object.entries(headers).map(([name, value]) => {
    return [name, Buffer.from(sealSecret(value, headerBinding(owner, name))).toString("base64")]
  })
  return Object.fromEntries(sealed)
}

export function openHeaders(owner: Owner, sealed: Record<string, string>): Record<string, string> {
  const opened = Object.entries(sealed).map(([name, value]) => {
    return [name, openSecret(Buffer.from(value, "base64"), headerBinding(owner, name))]
  })
  return Object.fromEntries(opened)
}
