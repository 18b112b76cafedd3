import { formatDate } from "@/components/format/relative-time"
import { CopyText } from "@/components/ui/copy-text"
import { Panel } from "@/components/ui/panel"
import { StatusDot } from "@/components/ui/status-dot"
import { TextLink } from "@/components/ui/text-link"
import type { RunRecord } from "@/lib/contracts/runs"

/** What acted and with what. */
export function ConfigPanel({ run }: { run: RunRecord }) {
  const { model, config, hasTools, createdAt, id } = run
  const rows = [
    { label: "Model", value: <TextLink href={`/models/${model.id}`}>{model.name}</TextLink> },
    { label: "Provider", value: model.provider },
    ...(model.baseModel ? [{ label: "Base model", value: model.baseModel }] : []),
    {
      label: "Tools",
      value: hasTools ? (
        <StatusDot tone="done">defined for the run</StatusDot>
      ) : (
        <StatusDot tone="attention">none for the run</StatusDot>
      ),
    },
    ...Object.entries(config).map(([label, value]) => ({ label, value: describe(value) })),
    { label: "Created", value: formatDate(new Date(createdAt)) },
    { label: "Id", value: <CopyText value={id} label="Copy the run's id" /> },
  ]
  return (
    <Panel title="Model and configuration" padded>
      <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-y-1.5">
        {rows.map(({ label, value }) => (
          <div key={label} className="contents">
            <dt className="truncate text-kumo-subtle">{label}</dt>
            <dd className="min-w-0 truncate tabular">{value}</dd>
          </div>
        ))}
      </dl>
      {!hasTools && (
        <p className="mt-2 text-kumo-subtle text-note">
          If its episodes call tools, import the file again with their definitions: nothing else is added, and
          exports then carry them.
        </p>
      )}
    </Panel>
  )
}

function describe(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value)
}
