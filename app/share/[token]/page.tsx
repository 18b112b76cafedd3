import type { Metadata } from "next"
import { headers } from "next/headers"
import { findWrongFigures, shareFigures } from "@/components/share/figures"
import { clientAddress } from "@/lib/auth/client-address"
import { getStrangerContext } from "@/lib/auth/page-context"
import { openShare } from "@/lib/services/share/open"
import { ShareRefusal } from "./_components/share-refusal"
import { SharedComparison } from "./_components/shared-comparison"

/** The title says nothing of the content: it ends up in histories and previews. */
export const metadata: Metadata = {
  title: "Shared comparison",
  description: "A comparison that somebody shared.",
  robots: { index: false, follow: false },
}

interface SharePageProps {
  params: Promise<{ token: string }>
}

export default async function SharePage({ params }: SharePageProps) {
  const { token } = await params
  const address = clientAddress(await headers())
  const share = await openShare(getStrangerContext(), { token, address })
  if (!share.ok) return <ShareRefusal reason={share.reason} />
  const figures = shareFigures(share.snapshot)
  if (findWrongFigures(figures).length > 0) return <ShareRefusal reason="damaged" />
  return (
    <SharedComparison
      snapshot={share.snapshot}
      figures={figures}
      expiresAt={share.expiresAt.toISOString()}
      hash={share.hash}
    />
  )
}
