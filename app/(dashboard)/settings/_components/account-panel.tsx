"use client"

import { useQuery } from "@tanstack/react-query"
import type { FormEvent } from "react"
import { useChange } from "@/components/shell/use-change"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { Input } from "@/components/ui/input"
import { Panel } from "@/components/ui/panel"
import { routeQuery } from "@/lib/api-client/query"
import { getMe, type Me, signOutMe, updateMe } from "@/lib/contracts/me"
import { listUsers } from "@/lib/contracts/users"
import { PasswordPanel } from "./password-panel"

/** The caller's own name, password and sessions. */
export function AccountPanel() {
  const me = useQuery(routeQuery(getMe, {}))
  if (!me.data) return <Panel title="Account">{null}</Panel>
  return (
    <>
      <NamePanel key={me.data.id} me={me.data} />
      {me.data.hasPassword && <PasswordPanel />}
      <SessionsPanel />
    </>
  )
}

function NamePanel({ me }: { me: Me }) {
  const change = useChange(updateMe, { refreshes: [getMe, listUsers], done: () => "Your name is changed" })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    change.mutate({ name: String(new FormData(event.currentTarget).get("name")) })
  }
  return (
    <Panel title="You" note={`${me.email ?? "The account of this machine"} · ${me.role}`} padded>
      <form className="flex max-w-[440px] items-end gap-2" onSubmit={submit}>
        <div className="min-w-0 flex-1">
          <Input name="name" label="Name" showLabel defaultValue={me.name} required maxLength={100} />
        </div>
        <Button type="submit" loading={change.isPending}>
          Save
        </Button>
      </form>
    </Panel>
  )
}

function SessionsPanel() {
  const signOut = useChange(signOutMe, { refreshes: [] })
  return (
    <Panel title="Sessions" padded>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-body text-kumo-subtle">
          Ends every session of yours, on this device too. API keys keep working.
        </p>
        <ConfirmDialog
          title="Sign out everywhere?"
          trigger={<Button variant="secondary-destructive">Sign out everywhere</Button>}
          confirm="Sign out everywhere"
          cancel="Stay signed in"
          destructive
          onConfirm={() => signOut.mutate({}, { onSuccess: () => window.location.assign("/sign-in") })}
        >
          You will have to sign in again on this device as well.
        </ConfirmDialog>
      </div>
    </Panel>
  )
}
