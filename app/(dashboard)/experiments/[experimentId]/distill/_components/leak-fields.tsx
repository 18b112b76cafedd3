import { LeakChecks } from "@/components/dataset/leak-checks"
import { formatCountOf } from "@/components/format/count"
import { Banner } from "@/components/ui/banner"
import { Disclosure } from "@/components/ui/disclosure"
import { Select } from "@/components/ui/select"
import { Textarea } from "@/components/ui/textarea"
import type { estimatePipeline } from "@/lib/contracts/pipelines"
import type { RouteOutput } from "@/lib/contracts/route"
import type { DistillForm } from "./distill-form"

const LEAST_REASON = 10

/** Whether the certificate allows a start, or somebody said why it starts all the same. */
export function mayTrain(
  estimate: Pick<RouteOutput<typeof estimatePipeline>, "certificate">,
  { overrideReason }: Pick<DistillForm, "overrideReason">,
): boolean {
  return estimate.certificate.passed || overrideReason.trim().length >= LEAST_REASON
}

interface LeakFieldsProps {
  experimentId: string
  estimate: RouteOutput<typeof estimatePipeline>
  form: Pick<DistillForm, "leaks" | "overrideReason">
  onChange: (fields: Partial<DistillForm>) => void
}

/** Shown where training would give away held-out tasks: what becomes of those episodes, and the reason to keep them. */
export function LeakFields({ experimentId, estimate, form, onChange }: LeakFieldsProps) {
  const { leakingEpisodes, certificate } = estimate
  if (leakingEpisodes === 0 && certificate.passed && form.leaks === "drop") return null
  return (
    <div className="flex flex-col gap-2 border-kumo-hairline border-t pt-3 text-note">
      <p>
        {formatCountOf(leakingEpisodes, "training episode")} {leakingEpisodes === 1 ? "looks" : "look"} like
        tasks that the student is judged on.
      </p>
      <Select
        label="What leaks"
        value={form.leaks}
        onChange={(leaks) => onChange({ leaks })}
        options={[
          { value: "drop", label: "leave it out of training" },
          { value: "report", label: "train on it anyway" },
        ]}
      />
      {!certificate.passed && (
        <>
          <Disclosure title="What was found">
            <LeakChecks experimentId={experimentId} certificate={certificate} foundOnly />
          </Disclosure>
          <Textarea
            label="Why it is trained anyway"
            showLabel
            rows={2}
            maxLength={1000}
            value={form.overrideReason}
            onChange={(event) => onChange({ overrideReason: event.target.value })}
          />
          <Banner tone="warn">Your name and the reason are kept with the model.</Banner>
        </>
      )}
    </div>
  )
}
