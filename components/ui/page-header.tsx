import type { ReactNode } from "react"

export interface PageHeaderProps {
  title: ReactNode
  description?: ReactNode
  /** Facts on the right: label above, value below. */
  facts?: readonly { label: string; value: ReactNode }[]
  actions?: ReactNode
}

/** What this page is about, in one line and one sentence. */
export function PageHeader({ title, description, facts, actions }: PageHeaderProps) {
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-72">
        <h1 className="flex flex-wrap items-center gap-x-2 font-semibold text-title">{title}</h1>
        {description && <p className="text-body text-kumo-subtle">{description}</p>}
      </div>
      {facts && (
        <dl className="flex flex-wrap gap-x-6 gap-y-2 md:text-right">
          {facts.map((fact) => (
            <div key={fact.label}>
              <dt className="text-head text-kumo-subtle">{fact.label}</dt>
              <dd className="font-medium text-body tabular">{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {actions && <div className="flex items-center gap-2">{actions}</div>}
    </div>
  )
}
