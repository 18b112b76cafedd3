import type { Metadata } from "next"
import { TextLink } from "@/components/ui/text-link"
import { getStrangerContext } from "@/lib/auth/page-context"
import { getOpenInvitation } from "@/lib/services/invitation/get-open"
import { AuthPanel } from "../_components/auth-panel"
import { AcceptForm } from "./_components/accept-form"

export const metadata: Metadata = { title: "Invitation" }

interface InvitationPageProps {
  searchParams: Promise<{ token?: string | string[] }>
}

export default async function InvitationPage({ searchParams }: InvitationPageProps) {
  const { token } = await searchParams
  const given = typeof token === "string" ? token : ""
  const invitation = await getOpenInvitation(getStrangerContext(), { token: given })
  if (!invitation) {
    return (
      <AuthPanel title="This invitation is not open">
        <p className="text-body text-kumo-subtle">
          It was used, revoked, or is more than seven days old. Ask for a new one, or{" "}
          <TextLink href="/sign-in" className="underline">
            sign in
          </TextLink>{" "}
          if you are a member already.
        </p>
      </AuthPanel>
    )
  }
  const { email, role } = invitation
  return (
    <AuthPanel title="Welcome to Winnow" note={`${email} is invited as ${role}.`}>
      <AcceptForm token={given} email={email} />
    </AuthPanel>
  )
}
