import { Panel } from "@/components/ui/panel"

export function IfItFailsPanel() {
  return (
    <Panel title="If a stage fails" padded>
      <p className="text-kumo-subtle text-note">
        Finished stages keep their results. Retry starts at the failed one and never pays twice for the same
        work. A crash of the server needs no retry: it goes on by itself.
      </p>
    </Panel>
  )
}
