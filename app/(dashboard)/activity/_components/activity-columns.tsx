import type { Column } from "@/components/data-table/column"
import { pipelineHref } from "@/components/distill/links"
import { runHref } from "@/components/experiment/links"
import { RelativeTime } from "@/components/ui/relative-time"
import { TextLink } from "@/components/ui/text-link"
import type { ActivityRecord } from "@/lib/contracts/activity"
import { ACTIVITIES } from "@/lib/domain/activity"
import { describeChange } from "./describe-change"

export const ACTIVITY_COLUMNS: readonly Column<ActivityRecord>[] = [
  {
    id: "what",
    header: "What",
    cell: (entry) => (
      <span className="block max-w-[420px] truncate max-md:max-w-[60vw] max-md:whitespace-normal">
        <span className="font-medium">{entry.actorName}</span> {ACTIVITIES[entry.name].words}{" "}
        <Subject entry={entry} />
      </span>
    ),
  },
  {
    id: "change",
    header: "Before and after",
    cell: (entry) => (
      <span className="block max-w-[440px] truncate text-kumo-subtle" title={describeChange(entry)}>
        {describeChange(entry)}
      </span>
    ),
  },
  { id: "through", header: "Through", cell: ({ actorKind }) => describeKind(actorKind) },
  {
    id: "when",
    header: "When",
    align: "right",
    phone: true,
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
]

function describeKind(kind: ActivityRecord["actorKind"]): string {
  if (kind === "key") return "API key"
  return kind === "system" ? "Winnow itself" : "the app"
}

function Subject({ entry }: { entry: ActivityRecord }) {
  const href = hrefOf(entry)
  return href ? (
    <TextLink className="underline" href={href}>
      {entry.subjectName}
    </TextLink>
  ) : (
    <span>{entry.subjectName}</span>
  )
}

/** Where it stands, or stood: what was deleted meanwhile answers that it is not there. */
function hrefOf({ name, experimentId, subjectId }: ActivityRecord): string | null {
  const [noun] = name.split(".")
  if (noun === "price" || noun === "endpoint") return `/models/${subjectId}`
  if (noun === "spending") return "/settings?tab=spending"
  if (!experimentId) return null
  if (noun === "evaluation") return runHref(experimentId, subjectId)
  if (noun === "label") return `/experiments/${experimentId}/episodes/${subjectId}`
  if (noun === "judge") return `/experiments/${experimentId}/label/judges/${subjectId}`
  return pipelineHref({ experimentId, id: subjectId })
}
