import { openAsBlob } from "node:fs"
import { ProviderError } from "@/lib/domain/provider-error"
import { fetchOk } from "@/lib/providers/fetch-json"
import type { ProviderAccess, TrainingFile } from "@/lib/providers/provider"

/** Asks where to put the file: the answer is a redirect that is not to be followed, and the id of the file. */
async function reserve(file: TrainingFile, access: ProviderAccess, signal: AbortSignal) {
  const query = new URLSearchParams({ file_name: file.name, file_type: "jsonl", purpose: "fine-tune" })
  const response = await fetchOk(
    `${access.baseUrl}/files?${query}`,
    {
      method: "POST",
      headers: {
        authorization: `Bearer ${access.key}`,
        "content-type": "application/x-www-form-urlencoded",
        ...access.headers,
      },
      body: query.toString(),
      redirect: "manual",
      signal,
    },
    access,
    ({ status }) => status === 302,
  )
  await response.body?.cancel()
  const location = response.headers.get("location")
  const id = response.headers.get("x-together-file-id")
  if (!location || !id) throw new ProviderError("unavailable", "It did not say where to put the file.")
  return { location, id }
}

/**
 * Uploads by the provider's own two steps. Its SDK has a method for them that ignores the base URL and the guarded fetch, and
 * whose check of the file refuses tools.
 */
export async function uploadFile(
  file: TrainingFile,
  access: ProviderAccess,
  signal: AbortSignal,
): Promise<string> {
  const { location, id } = await reserve(file, access, signal)
  const blob = await openAsBlob(file.path)
  // The address is signed: a key has no business there.
  const headers = { "content-type": "application/octet-stream", "content-length": String(blob.size) }
  const response = await fetchOk(location, { method: "PUT", headers, body: blob.stream(), signal }, access)
  await response.body?.cancel()
  return id
}
