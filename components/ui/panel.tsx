import type { ReactNode } from "react"
import { classNames } from "./class-names"

export interface PanelProps {
  title?: ReactNode
  /** Grey, beside the title: what it shows and over what. */
  note?: ReactNode
  /** Ghost buttons, tabs and legends, right-aligned. */
  actions?: ReactNode
  children: ReactNode
  /** Padding of the body; tables and charts bring their own. */
  padded?: boolean
  /** A 2 px bar on the top edge while known data is fetched again. */
  refetching?: boolean
  className?: string
  level?: 2 | 3
}

/** White, one pixel ring, radius 8, 36 px header. Never inside another panel. */
export function Panel(props: PanelProps) {
  const { title, note, actions, children, padded = false, refetching, className, level = 2 } = props
  const Heading = level === 2 ? "h2" : "h3"
  return (
    <section
      className={classNames(
        "relative flex min-w-0 flex-col rounded-lg bg-kumo-base ring ring-kumo-hairline",
        className,
      )}
    >
      {refetching && <RefetchBar />}
      {(title || actions) && (
        <header className="@container flex min-h-9 items-center gap-2 max-md:flex-wrap border-kumo-hairline border-b py-1 pr-2.5 pl-2.5">
          {title && <Heading className="shrink-0 font-semibold text-body">{title}</Heading>}
          {note && <div className="min-w-0 truncate text-kumo-subtle text-note max-md:hidden">{note}</div>}
          {actions && (
            <div className="ml-auto flex items-center gap-2 max-md:flex-wrap max-md:justify-end">
              {actions}
            </div>
          )}
        </header>
      )}
      <div className={classNames("min-h-0 min-w-0 flex-1", padded && "p-3")}>{children}</div>
    </section>
  )
}

/** Known data stays at full opacity below it. */
export function RefetchBar() {
  return (
    <div
      aria-hidden
      className="delayed-appear absolute inset-x-0 top-0 z-10 h-0.5 overflow-hidden rounded-t-lg"
    >
      <div className="h-full w-1/4 animate-[refetch-bar_1.1s_linear_infinite] bg-accent" />
    </div>
  )
}
