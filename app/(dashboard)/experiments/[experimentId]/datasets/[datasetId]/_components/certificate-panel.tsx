import { LeakChecks } from "@/components/dataset/leak-checks"
import { formatCount, formatCountOf } from "@/components/format/count"
import { Badge } from "@/components/ui/badge"
import { Disclosure } from "@/components/ui/disclosure"
import { Panel } from "@/components/ui/panel"
import type { DatasetRecord } from "@/lib/contracts/datasets"

/** Whether training on it gives away what a model is judged on, as it was found when the dataset was made. */
export function CertificatePanel({ dataset }: { dataset: DatasetRecord }) {
  const { certificate, excluded } = dataset.manifest
  const { train, other, incomparable } = certificate.tasks
  return (
    <Panel
      title="Leak certificate"
      actions={
        <Badge tone={certificate.passed ? "good" : "bad"}>{certificate.passed ? "passed" : "fails"}</Badge>
      }
    >
      <div className="flex flex-col gap-2.5 p-3">
        <p className="text-kumo-subtle text-note tabular">
          {other === 0
            ? "Nothing is held out and nothing is validated on, so nothing can leak yet."
            : `${formatCountOf(train, "training task")} against ${formatCount(other)} across the line.`}
          {incomparable > 0 &&
            ` ${formatCountOf(incomparable, "task")} ${incomparable === 1 ? "opens" : "open"} with words that say nothing of their own.`}
        </p>
        <LeakChecks experimentId={dataset.experimentId} certificate={certificate} />
        {!certificate.passed && (
          <p className="text-note">
            Training on it needs a reason, which is recorded. A dataset without what leaks is made with “Leave
            out what leaks” in the curation lab.
          </p>
        )}
        {excluded.leaking.episodes > 0 && (
          <p className="text-kumo-subtle text-note">
            {formatCountOf(excluded.leaking.episodes, "training episode")} that leaked{" "}
            {excluded.leaking.episodes === 1 ? "was" : "were"} left out.
          </p>
        )}
        <Disclosure title="How it was audited">
          <p className="text-kumo-subtle text-note">{certificate.method}</p>
        </Disclosure>
      </div>
    </Panel>
  )
}
