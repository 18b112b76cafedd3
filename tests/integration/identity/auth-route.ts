import { ORIGIN } from "@/tests/contracts/call-handler"

export type NextRequestHandler = (
  request: Request,
  context: { params: Promise<{ nextauth: string[] }> },
) => Promise<Response>

export interface AuthCall {
  cookie?: string
  form?: Record<string, string>
  headers?: Record<string, string>
}

/** Calls the next-auth route: a GET, or a POST of a form. `path` is what follows /api/auth/. */
export function callAuth(handler: NextRequestHandler, path: string, call: AuthCall = {}): Promise<Response> {
  const { cookie = "", form, headers = {} } = call
  const request = new Request(`${ORIGIN}/api/auth/${path}`, {
    method: form ? "POST" : "GET",
    headers: { host: "127.0.0.1:3000", cookie, ...headers },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  })
  const segments = path.split("?")[0]?.split("/") ?? []
  return handler(request, { params: Promise.resolve({ nextauth: segments }) })
}
