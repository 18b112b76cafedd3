"use client"

import { type FormEvent, useState } from "react"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { enter } from "../../_components/enter"
import { describeReason } from "../../_components/sign-in-reason"

/** E-mail and password. */
export function PasswordForm({ nextPath }: { nextPath: string }) {
  const [isBusy, setIsBusy] = useState(false)
  const [reason, setReason] = useState<string | null>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setIsBusy(true)
    setReason(null)
    const input = { email: String(form.get("email")), password: String(form.get("password")) }
    const outcome = await enter({ way: "password", ...input }).catch(() => ({
      ok: false as const,
      reason: "Callback",
    }))
    if (outcome.ok) return window.location.assign(nextPath)
    setReason(outcome.reason)
    setIsBusy(false)
  }

  return (
    <form className="flex flex-col gap-3" onSubmit={submit}>
      {reason && <Banner tone="error">{describeReason(reason)}</Banner>}
      <Input
        name="email"
        type="email"
        label="E-mail"
        showLabel
        size="base"
        autoComplete="username"
        required
      />
      <Input
        name="password"
        type="password"
        label="Password"
        showLabel
        size="base"
        autoComplete="current-password"
        required
      />
      <Button
        type="submit"
        variant="primary"
        size="base"
        className="mt-1 w-full justify-center"
        loading={isBusy}
      >
        Sign in
      </Button>
    </form>
  )
}
