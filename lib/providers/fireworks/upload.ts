import { openAsBlob } from "node:fs"
import { z } from "zod"
import { ProviderError } from "@/lib/domain/provider-error"
import { fetchOk } from "@/lib/providers/fetch-json"
import type { FireworksApi } from "@/lib/providers/fireworks/api"
import { toFormStream } from "@/lib/providers/form-stream"
import type { TrainingFile } from "@/lib/providers/provider"

/** Larger files go to a signed address. */
const FORM_LIMIT_BYTES = 150 * 1024 * 1024

const datasetSchema = z.object({
  state: z.string().nullish(),
  status: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
})
const endpointSchema = z.object({ filenameToSignedUrls: z.record(z.string(), z.string()) })

/** @throws ProviderError invalid_file when it never will be. */
export async function isDatasetReady(api: FireworksApi, id: string): Promise<boolean> {
  const { state, status } = datasetSchema.parse((await api.call("GET", `datasets/${id}`)).body)
  const code = status?.code
  if (code && code !== "OK")
    throw new ProviderError("invalid_file", status?.message || `The dataset is ${code}.`)
  return state === "READY"
}

async function sendForm(
  api: FireworksApi,
  id: string,
  file: TrainingFile,
  signal: AbortSignal,
): Promise<void> {
  const form = new FormData()
  form.append("file", new File([await openAsBlob(file.path)], file.name, { type: "application/jsonl" }))
  const { body, type, byteCount } = toFormStream(form)
  const headers = { ...api.headers, "content-type": type, "content-length": String(byteCount) }
  const request = { method: "POST" as const, headers, body, signal }
  const response = await fetchOk(api.urlOf(`datasets/${id}:upload`), request, api.access)
  await response.body?.cancel()
}

async function sendSigned(
  api: FireworksApi,
  id: string,
  file: TrainingFile,
  signal: AbortSignal,
): Promise<void> {
  const asked = { filenameToSize: { [file.name]: String(file.byteCount) } }
  const answer = await api.call("POST", `datasets/${id}:getUploadEndpoint`, asked)
  const url = endpointSchema.parse(answer.body).filenameToSignedUrls[file.name]
  if (!url) throw new ProviderError("unavailable", "It did not say where to put the file.")
  const headers = {
    "content-type": "application/octet-stream",
    "content-length": String(file.byteCount),
    "x-goog-content-length-range": `${file.byteCount},${file.byteCount}`,
  }
  const body = (await openAsBlob(file.path)).stream()
  const response = await fetchOk(url, { method: "PUT", headers, body, signal }, api.access)
  await response.body?.cancel()
  await api.call("POST", `datasets/${id}:validateUpload`, {})
}

/** Makes the dataset and fills it; one that an earlier try left behind is filled again, unless it is whole. */
export async function uploadDataset(
  api: FireworksApi,
  id: string,
  file: TrainingFile,
  signal: AbortSignal,
): Promise<void> {
  const known = await api.find(`datasets/${id}`)
  if (known && datasetSchema.parse(known.body).state === "READY") return
  if (!known) {
    const dataset = { userUploaded: {}, exampleCount: String(file.rowCount), format: "CHAT" }
    await api.call("POST", "datasets", { datasetId: id, dataset })
  }
  await (file.byteCount < FORM_LIMIT_BYTES
    ? sendForm(api, id, file, signal)
    : sendSigned(api, id, file, signal))
}
