import { routeUrl } from "@/lib/api-client/call"
import type { Problem } from "@/lib/contracts/problem"
import type { Route, RouteInput, RouteOutput } from "@/lib/contracts/route"
import { AppError } from "@/lib/domain/errors"

export interface UploadOptions {
  /** Hears the share of the file that is sent, 0..1. */
  onProgress: (fraction: number) => void
  signal: AbortSignal
}

/**
 * Sends a file as the raw body of a route from a browser. Not `fetch`, which cannot say how far an upload is.
 * @throws AppError with the server's own code and sentence, UNAVAILABLE when it cannot be reached or `signal` aborts.
 */
export function uploadFile<R extends Route>(
  route: R,
  input: RouteInput<R>,
  file: Blob,
  { onProgress, signal }: UploadOptions,
): Promise<RouteOutput<R>> {
  const request = new XMLHttpRequest()
  const { promise, resolve, reject } = Promise.withResolvers<RouteOutput<R>>()
  request.open(route.method, routeUrl(route, input))
  request.setRequestHeader("content-type", route.accepts?.[0] ?? "application/octet-stream")
  request.responseType = "json"
  request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 1)
  request.onload = () => {
    if (request.status < 300) resolve(request.response as RouteOutput<R>)
    else reject(toError(request))
  }
  request.onerror = () => reject(new AppError("UNAVAILABLE", "The server could not be reached."))
  request.onabort = () => reject(new AppError("UNAVAILABLE", "The upload was cancelled."))
  signal.addEventListener("abort", () => request.abort())
  request.send(file)
  return promise
}

function toError({ response, status }: XMLHttpRequest): AppError {
  const problem = response as Problem | null
  return new AppError(
    problem?.code ?? "UNAVAILABLE",
    problem?.detail ?? `The server answered ${status}.`,
    problem?.issues ?? [],
  )
}
