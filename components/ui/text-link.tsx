import Link from "next/link"
import type { ComponentProps } from "react"
import { classNames } from "./class-names"

/** A link inside text or a table: blue, underlined on hover. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return <Link {...props} className={classNames("rounded-sm text-accent hover:underline", className)} />
}
