"use client"

import { LinkProvider, TooltipProvider } from "@cloudflare/kumo"
import Link from "next/link"
import { type ComponentProps, forwardRef, type ReactNode } from "react"
import { ToastProvider } from "./toast"

const RouterLink = forwardRef<HTMLAnchorElement, Omit<ComponentProps<"a">, "ref"> & { to?: string }>(
  function RouterLink({ to, href, ...props }, ref) {
    const target = href ?? to ?? ""
    // The router would fetch a file ahead, in full, as soon as its link is seen.
    if (props.download !== undefined) return <a ref={ref} href={target} {...props} />
    return <Link ref={ref} href={target} {...props} />
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
