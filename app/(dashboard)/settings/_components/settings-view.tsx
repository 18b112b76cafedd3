"use client"

import { useQueryStates } from "nuqs"
import { Page } from "@/components/shell/page"
import { LinkButton } from "@/components/ui/button"
import { PageHeader } from "@/components/ui/page-header"
import { Tabs } from "@/components/ui/tabs"
import { type SettingsTab, settingsParams } from "../search-params"
import { AccountPanel } from "./account-panel"
import { AppearancePanel } from "./appearance-panel"
import { ConnectionsPanel } from "./connections/connections-panel"
import { CorporaPanel } from "./corpora/corpora-panel"
import { InvitationsPanel } from "./invitations-panel"
import { KeysPanel } from "./keys-panel"
import { SpendingPanel } from "./spending-panel"
import { UsersPanel } from "./users-panel"
import { WebhookPanel } from "./webhook-panel"

const TABS: readonly { value: SettingsTab; label: string }[] = [
  { value: "users", label: "Users" },
  { value: "invitations", label: "Invitations" },
  { value: "keys", label: "API keys" },
  { value: "connections", label: "Connections" },
  { value: "webhook", label: "Webhook" },
  { value: "spending", label: "Spending" },
  { value: "corpora", label: "Corpora" },
  { value: "appearance", label: "Appearance" },
  { value: "account", label: "Account" },
]

const PANELS: Record<SettingsTab, () => React.ReactNode> = {
  users: UsersPanel,
  invitations: InvitationsPanel,
  keys: KeysPanel,
  connections: ConnectionsPanel,
  webhook: WebhookPanel,
  spending: SpendingPanel,
  corpora: CorporaPanel,
  appearance: AppearancePanel,
  account: AccountPanel,
}

export function SettingsView() {
  const [{ tab }, setParams] = useQueryStates(settingsParams)
  const Panel = PANELS[tab]
  return (
    <Page crumbs={[{ label: "Settings" }]}>
      <PageHeader
        title="Settings"
        description="Who works here and with which rights, what is connected and stored for everyone, and how it looks to you."
        actions={<LinkButton href="/activity">Activity log</LinkButton>}
      />
      <div className="max-w-full self-start overflow-x-auto">
        <Tabs value={tab} onChange={(next) => setParams({ tab: next })} options={TABS} />
      </div>
      <Panel />
    </Page>
  )
}
