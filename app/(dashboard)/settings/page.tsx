import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query"
import type { Metadata } from "next"
import { CORPORA_INPUT } from "@/components/distill/corpora-input"
import { getPageContext } from "@/lib/auth/page-context"
import { listConnections as listConnectionsRoute } from "@/lib/contracts/connections"
import { listCorpora as listCorporaRoute } from "@/lib/contracts/corpora"
import { listInvitations as listInvitationsRoute } from "@/lib/contracts/invitations"
import { listKeys as listKeysRoute } from "@/lib/contracts/keys"
import { getMe as getMeRoute } from "@/lib/contracts/me"
import { listUsers as listUsersRoute } from "@/lib/contracts/users"
import { can } from "@/lib/domain/policy"
import { listConnections } from "@/lib/services/connection/list"
import { listCorpora } from "@/lib/services/corpus/list"
import { listInvitations } from "@/lib/services/invitation/list"
import { listKeys } from "@/lib/services/key/list"
import { getMe } from "@/lib/services/user/get-me"
import { listUsers } from "@/lib/services/user/list"
import { prefetchRoute } from "../prefetch"
import { SettingsView } from "./_components/settings-view"

export const metadata: Metadata = { title: "Settings" }

export default async function SettingsPage() {
  const ctx = await getPageContext()
  const client = new QueryClient()
  await Promise.all([
    prefetchRoute(client, getMeRoute, {}, () => getMe(ctx)),
    prefetchRoute(client, listUsersRoute, {}, () => listUsers(ctx)),
    prefetchRoute(client, listKeysRoute, {}, () => listKeys(ctx)),
    prefetchRoute(client, listConnectionsRoute, {}, () => listConnections(ctx)),
    prefetchRoute(client, listCorporaRoute, CORPORA_INPUT, (input) => listCorpora(ctx, input)),
    can(ctx.actor, "user.manage") &&
      prefetchRoute(client, listInvitationsRoute, {}, () => listInvitations(ctx)),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SettingsView />
    </HydrationBoundary>
  )
}
