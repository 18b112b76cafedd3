import type { ReactNode } from "react"
import { Kbd } from "./kbd"

export interface EmptyProps {
  icon?: ReactNode
  /** One sentence with a real number: `No dataset yet, and one is 412 episodes away`. */
  title: string
  children?: ReactNode
  /** One primary action, at most one other. */
  actions?: ReactNode
  /** The key that does the primary action. */
  shortcut?: string
  /** The heading level that fits the page's outline. */
  level?: 2 | 3
}

/** Nothing yet, with the next action. */
export function Empty({ icon, title, children, actions, shortcut, level = 2 }: EmptyProps) {
  const Heading = level === 2 ? "h2" : "h3"
  return (
    <div className="flex flex-col items-center px-4 py-12 text-center">
      {icon && <div className="mb-2 text-kumo-subtle [&>svg]:size-6">{icon}</div>}
      <Heading className="font-semibold text-[16px]/6">{title}</Heading>
      {children && <div className="mt-1 max-w-[520px] text-kumo-subtle">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
      {shortcut && (
        <div className="mt-2.5 text-kumo-subtle text-note max-md:hidden">
          or press <Kbd>{shortcut}</Kbd>
        </div>
      )}
    </div>
  )
}
