"use client"

import type { FormEvent } from "react"
import { useChange } from "@/components/shell/use-change"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { Panel } from "@/components/ui/panel"
import { updatePassword } from "@/lib/contracts/me"

/** A new password ends every session, so the person signs in with it at once. */
export function PasswordPanel() {
  const change = useChange(updatePassword, { refreshes: [] })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const input = {
      currentPassword: String(form.get("currentPassword")),
      newPassword: String(form.get("newPassword")),
    }
    change.mutate(input, { onSuccess: () => window.location.assign("/sign-in") })
  }
  return (
    <Panel title="Password" note="Changing it signs you out everywhere" padded>
      <form className="flex max-w-[440px] flex-col gap-3" onSubmit={submit}>
        {change.error && <Banner tone="error">{change.error.message}</Banner>}
        <Input
          name="currentPassword"
          type="password"
          label="Current password"
          showLabel
          autoComplete="current-password"
          required
        />
        <Input
          name="newPassword"
          type="password"
          label="New password"
          description="At least 12 characters."
          showLabel
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={200}
        />
        <Button type="submit" className="self-start" loading={change.isPending}>
          Change the password
        </Button>
      </form>
    </Panel>
  )
}
