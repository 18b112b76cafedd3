"use client"

import { type FormEvent, useState } from "react"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { call } from "@/lib/api-client/call"
import { acceptInvitation } from "@/lib/contracts/invitations"
import { AppError } from "@/lib/domain/errors"
import { enter } from "../../_components/enter"

/** Chooses a name and a password, then opens the workspace. */
export function AcceptForm({ token, email }: { token: string; email: string }) {
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<AppError | null>(null)

  async function accept(name: string, password: string): Promise<void> {
    await call(acceptInvitation, { token, name, password })
    const outcome = await enter({ way: "password", email, password })
    window.location.assign(outcome.ok ? "/" : "/sign-in")
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setIsBusy(true)
    setError(null)
    accept(String(form.get("name")), String(form.get("password"))).catch((cause: unknown) => {
      setError(cause instanceof AppError ? cause : new AppError("UNAVAILABLE", "The server did not answer."))
      setIsBusy(false)
    })
  }

  return (
    <form className="flex flex-col gap-3" onSubmit={submit}>
      {error && <Banner tone="error">{error.issues[0]?.message ?? error.message}</Banner>}
      {/* Password managers file the new password under this. */}
      <input type="hidden" name="username" value={email} autoComplete="username" />
      <Input
        name="name"
        label="Your name"
        showLabel
        size="base"
        autoComplete="name"
        required
        maxLength={100}
      />
      <Input
        name="password"
        type="password"
        label="Password"
        description="At least 12 characters."
        showLabel
        size="base"
        autoComplete="new-password"
        required
        minLength={12}
        maxLength={200}
      />
      <Button
        type="submit"
        variant="primary"
        size="base"
        className="mt-1 w-full justify-center"
        loading={isBusy}
      >
        Join
      </Button>
    </form>
  )
}
