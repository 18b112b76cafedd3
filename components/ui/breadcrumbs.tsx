import { CaretRightIcon } from "@phosphor-icons/react/dist/ssr/CaretRight"
import Link from "next/link"
import type { ReactNode } from "react"
import { classNames } from "./class-names"

export interface Crumb {
  label: ReactNode
  /** Absent on the last crumb: the current page. */
  href?: string
}

/** Where this page sits. On a phone only the last crumb stays. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumbs" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5 text-body">
        {items.map((item, index) => (
          <CrumbItem key={item.href ?? "current"} item={item} current={index === items.length - 1} />
        ))}
      </ol>
    </nav>
  )
}

function CrumbItem({ item, current }: { item: Crumb; current: boolean }) {
  return (
    <li
      className={classNames(
        "flex min-w-0 items-center gap-1.5",
        current ? "truncate" : "shrink-0 max-md:hidden",
      )}
    >
      {current || !item.href ? (
        <span aria-current="page" className="flex min-w-0 items-center gap-1.5 truncate font-medium">
          {item.label}
        </span>
      ) : (
        <Link href={item.href} className="rounded-sm text-kumo-subtle hover:text-kumo-default">
          {item.label}
        </Link>
      )}
      {!current && <CaretRightIcon size={12} className="text-kumo-inactive" aria-hidden />}
    </li>
  )
}
