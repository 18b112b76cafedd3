/** Runs once as the web server starts: the secrets of this installation exist before anybody needs them. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return
  const { getLocalToken, getServerSecret } = await import("@/lib/services/secret/home-secret")
  getServerSecret()
  getLocalToken()
}
