import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto"
import { AppError } from "@/lib/domain/errors"
import { getServerSecret } from "@/lib/services/secret/home-secret"

const FORMAT = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES

function deriveKey(): Buffer {
  return Buffer.from(hkdfSync("sha256", getServerSecret(), "", "winnow secret box 1", 32))
}

function toAssociatedData(binding: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(binding))
}

/**
 * Encrypts with AES-256-GCM under a key derived from the secret of this installation. `binding` is authenticated with it:
 * only who names the same binding can open it. Bytes: format, nonce, tag, ciphertext.
 */
export function sealSecret(plain: string, binding: readonly string[]): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv("aes-256-gcm", deriveKey(), nonce).setAAD(toAssociatedData(binding))
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()])
  return new Uint8Array(Buffer.concat([Buffer.of(FORMAT), nonce, cipher.getAuthTag(), sealed]))
}

/** @throws AppError UNAVAILABLE when it was sealed by another installation, for another binding, or was changed. */
export function openSecret(sealed: Uint8Array, binding: readonly string[]): string {
  const bytes = Buffer.from(sealed)
  try {
    if (bytes[0] !== FORMAT) throw new TypeError(`unknown format ${bytes[0]}`)
    const nonce = bytes.subarray(1, 1 + NONCE_BYTES)
    const decipher = createDecipheriv("aes-256-gcm", deriveKey(), nonce, { authTagLength: TAG_BYTES })
      .setAAD(toAssociatedData(binding))
      .setAuthTag(bytes.subarray(1 + NONCE_BYTES, HEAD_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()]).toString("utf8")
  } catch (cause) {
    throw new AppError(
      "UNAVAILABLE",
      "A stored key cannot be read with the secret of this installation (WINNOW_SECRET, or the file `secret`); enter it again.",
      [],
      { cause },
    )
  }
}
