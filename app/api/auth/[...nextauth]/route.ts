import { handleAuthRequest } from "@/lib/auth/handle-auth-request"
import { problemResponse } from "@/lib/http/problem"
import { readRequestId } from "@/lib/http/request-id"

interface SegmentContext {
  params: Promise<{ nextauth: string[] }>
}

async function handleAuth(request: Request, { params }: SegmentContext): Promise<Response> {
  try {
    return await handleAuthRequest(request, (await params).nextauth)
  } catch (error) {
    return problemResponse(error, readRequestId(request.headers))
  }
}

export { handleAuth as GET, handleAuth as POST }
