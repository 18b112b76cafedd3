import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { Banner } from "@/components/ui/banner"
import { safeNextPath } from "@/lib/auth/next-path"
import { getPageActor } from "@/lib/auth/page-context"
import { listProviders } from "@/lib/auth/providers"
import { getEnv } from "@/lib/env"
import { AuthPanel } from "../_components/auth-panel"
import { describeReason } from "../_components/sign-in-reason"
import { PasswordForm } from "./_components/password-form"
import { ProviderButtons } from "./_components/provider-buttons"

export const metadata: Metadata = { title: "Sign in" }

interface SignInPageProps {
  searchParams: Promise<{ next?: string | string[]; callbackUrl?: string; error?: string | string[] }>
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, error } = await searchParams
  const nextPath = safeNextPath(next)
  if (await getPageActor()) redirect(nextPath)
  const providers = listProviders(getEnv())
  return (
    <>
      <AuthPanel title="Sign in">
        {typeof error === "string" && <Banner tone="error">{describeReason(error)}</Banner>}
        {providers.length > 0 && <ProviderButtons providers={providers} nextPath={nextPath} />}
        <PasswordForm nextPath={nextPath} />
      </AuthPanel>
      <p className="px-1 text-kumo-subtle text-note">
        Did you start Winnow on this machine? <code className="rounded bg-code px-1">npm start</code> prints a
        link that signs you in. Everybody else needs an invitation from an administrator.
      </p>
    </>
  )
}
