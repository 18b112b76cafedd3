"use client"

import { LinkProvider, TooltipProvider } from "@cloudflare/kumo"
import Link from "next/link"
import { type ComponentProps, forwardRef, type ReactNode } from "react"
import { ToastProvider } from "./toast"

const RouterLink = forwardRef<HTMLAnchorElement, Omit<ComponentProps<"a">, "ref"> & { to?: string }>(
  function RouterLink({ to, href, ...props }, ref) {
    return <Link ref={ref} href={href ?? to ?? ""} {...props} />
  },
)

/** Routing, tooltip timing and toasts for everything in the kit. */
export function KitProvider({ children }: { children: ReactNode }) {
  return (
    <LinkProvider component={RouterLink}>
      <TooltipProvider>
        <ToastProvider>{children}</ToastProvider>
      </TooltipProvider>
    </LinkProvider>
  )
}
