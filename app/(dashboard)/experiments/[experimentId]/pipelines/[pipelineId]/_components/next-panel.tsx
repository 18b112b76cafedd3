import { CaretRightIcon } from "@phosphor-icons/react/dist/ssr/CaretRight"
import Link from "next/link"
import { compareHref, episodesHref, runHref } from "@/components/experiment/links"
import { Panel } from "@/components/ui/panel"
import type { PipelineRecord } from "@/lib/contracts/pipelines"

interface NextLink {
  title: string
  note: string
  href: string
}

/** Where to go from the verdict. */
export function NextPanel({ pipeline }: { pipeline: PipelineRecord }) {
  return (
    <Panel title="Next">
      <ul>
        {listLinks(pipeline).map(({ title, note, href }) => (
          <li key={title} className="border-kumo-hairline border-b last:border-b-0">
            <Link href={href} className="flex items-center gap-2 px-3 py-2.5 hover:bg-kumo-tint">
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{title}</span>
                <span className="block text-kumo-subtle text-note">{note}</span>
              </span>
              <CaretRightIcon size={14} className="shrink-0 text-kumo-subtle" aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function listLinks(pipeline: PipelineRecord): NextLink[] {
  const { experimentId, studentRunId, teacherEvaluationRunId, datasetId, studentModelId } = pipeline
  const links: NextLink[] = []
  if (studentRunId && teacherEvaluationRunId) {
    links.push({
      title: "Compare them task by task",
      note: "cost, latency, and where they part",
      href: compareHref(experimentId, [teacherEvaluationRunId, studentRunId]),
    })
  }
  if (studentRunId) {
    links.push({
      title: "Read what the student got wrong",
      note: "its failed attempts",
      href: episodesHref(experimentId, { runId: [studentRunId], success: ["failure"] }),
    })
    links.push({
      title: "Open the student's run",
      note: "all its attempts and figures",
      href: runHref(experimentId, studentRunId),
    })
  }
  if (datasetId) {
    links.push({
      title: "Open the dataset",
      note: "what it was trained on, and what was left out",
      href: `/experiments/${experimentId}/datasets/${datasetId}`,
    })
  }
  if (studentModelId) {
    links.push({ title: "Open the model", note: "prices and lineage", href: `/models/${studentModelId}` })
  }
  return links
}
