"use client"

import { signIn } from "next-auth/react"
import { useState } from "react"
import { Button } from "@/components/ui/button"

export interface ProviderButtonsProps {
  providers: readonly { id: string; name: string }[]
  nextPath: string
}

/** The identity providers this installation knows. */
export function ProviderButtons({ providers, nextPath }: ProviderButtonsProps) {
  const [leavingTo, setLeavingTo] = useState<string | null>(null)
  return (
    <div className="flex flex-col gap-2">
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          size="base"
          className="w-full justify-center"
          loading={leavingTo === id}
          onClick={() => {
            setLeavingTo(id)
            void signIn(id, { callbackUrl: nextPath })
          }}
        >
          Continue with {name}
        </Button>
      ))}
      <div className="mt-2 flex items-center gap-3 text-kumo-subtle text-note">
        <span aria-hidden className="h-px flex-1 bg-kumo-hairline" />
        or
        <span aria-hidden className="h-px flex-1 bg-kumo-hairline" />
      </div>
    </div>
  )
}
