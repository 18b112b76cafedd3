const SENTENCES: Record<string, string> = {
  CredentialsSignin: "This address and password do not belong together.",
  RateLimited: "Too many wrong passwords. Wait 15 minutes, then try again.",
  AccessDenied: "Nobody with this address is a member here. Ask an administrator for an invitation.",
  SessionRequired: "Sign in to see this page.",
}

/** What went wrong, for the person who reads it; `reason` is next-auth's error code. */
export function describeReason(reason: string): string {
  return SENTENCES[reason] ?? "Signing in did not work. Try again."
}
