import type { ReactNode } from "react"

/** One question with its answer below. */
export function AuthPanel({
  title,
  note,
  children,
}: {
  title: string
  note?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="flex flex-col gap-4 rounded-lg bg-kumo-base p-5 ring ring-kumo-hairline">
      <div>
        <h1 className="font-semibold text-title">{title}</h1>
        {note && <p className="mt-0.5 text-body text-kumo-subtle">{note}</p>}
      </div>
      {children}
    </section>
  )
}
