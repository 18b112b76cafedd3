"use client"

import { useEffect, useRef, useState } from "react"
import { Spinner } from "@/components/ui/spinner"
import { TextLink } from "@/components/ui/text-link"
import { AuthPanel } from "../../../_components/auth-panel"
import { enter } from "../../../_components/enter"

/** Uses the link up as soon as a person's browser shows the page. */
export function UseLink({ token }: { token: string }) {
  const [isRefused, setIsRefused] = useState(token === "")
  const isStarted = useRef(false)
  useEffect(() => {
    if (isStarted.current || token === "") return
    isStarted.current = true
    window.history.replaceState(null, "", "/sign-in/link")
    enter({ way: "link", token })
      .then((outcome) => (outcome.ok ? window.location.assign("/") : setIsRefused(true)))
      .catch(() => setIsRefused(true))
  }, [token])
  if (!isRefused) {
    return (
      <AuthPanel title="Signing you in">
        <p role="status" className="flex items-center gap-2 text-body text-kumo-subtle">
          <Spinner /> One moment.
        </p>
      </AuthPanel>
    )
  }
  return (
    <AuthPanel title="This link does not work any more">
      <p className="text-body text-kumo-subtle">
        A sign-in link works once and for one hour. Stop Winnow with Ctrl-C and run{" "}
        <code className="rounded bg-code px-1">npm start</code> again: it prints a new one. Members sign in{" "}
        <TextLink href="/sign-in" className="underline">
          with a password
        </TextLink>
        .
      </p>
    </AuthPanel>
  )
}
