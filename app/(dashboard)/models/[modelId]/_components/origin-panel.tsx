import { formatDate } from "@/components/format/relative-time"
import { UNKNOWN } from "@/components/format/unknown"
import { CopyText } from "@/components/ui/copy-text"
import { Panel } from "@/components/ui/panel"
import { TextLink } from "@/components/ui/text-link"
import type { getModel } from "@/lib/contracts/models"
import type { RouteOutput } from "@/lib/contracts/route"

/** Where a model comes from. */
export function OriginPanel({ model }: { model: RouteOutput<typeof getModel> }) {
  const { trainedBy } = model
  const rows = [
    { label: "Base model", value: trainedBy?.baseModel ?? model.baseModel ?? UNKNOWN },
    {
      label: "Trained on",
      value: trainedBy ? (
        <TextLink href={`/experiments/${trainedBy.experimentId}/datasets/${trainedBy.datasetId}`}>
          {trainedBy.datasetName}
        </TextLink>
      ) : (
        "not trained here"
      ),
    },
    ...(trainedBy ? [{ label: "Trained at", value: trainedBy.provider }] : []),
    { label: "Added", value: formatDate(new Date(model.createdAt)) },
    { label: "Id", value: <CopyText value={model.id} label="Copy the model's id" /> },
  ]
  return (
    <Panel title="Where it comes from" padded>
      <dl className="grid grid-cols-[96px_minmax(0,1fr)] gap-y-1.5">
        {rows.map(({ label, value }) => (
          <div key={label} className="contents">
            <dt className="text-kumo-subtle">{label}</dt>
            <dd className="min-w-0 truncate tabular">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
