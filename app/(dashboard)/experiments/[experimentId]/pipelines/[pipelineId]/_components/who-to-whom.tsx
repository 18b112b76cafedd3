import { ArrowRightIcon } from "@phosphor-icons/react/dist/ssr/ArrowRight"
import type { RunEntity } from "@/components/run/run-entities"
import { EntityMarker } from "@/components/ui/entity-marker"
import type { PipelineRecord } from "@/lib/contracts/pipelines"

export interface WhoToWhomProps {
  pipeline: PipelineRecord
  entityOf: (runId: string) => RunEntity
}

/** Teacher and student by mark and name. */
export function WhoToWhom({ pipeline, entityOf }: WhoToWhomProps) {
  const { teacherName, name, inputs, studentRunId } = pipeline
  const student = studentRunId ? entityOf(studentRunId) : { index: null }
  return (
    <>
      <EntityMarker {...entityOf(inputs.teacherRunId)} size={12} />
      <span>{teacherName}</span>
      <ArrowRightIcon size={14} className="text-kumo-subtle" aria-label="to" />
      <EntityMarker {...student} running={studentRunId === null} size={12} />
      <span className="min-w-0 break-words">{name}</span>
    </>
  )
}
