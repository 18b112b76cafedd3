"use client"

import { SunsetBanners } from "@/components/distill/sunset-banners"
import { Banner } from "@/components/ui/banner"
import { Checkbox } from "@/components/ui/checkbox"
import { NameInput } from "@/components/ui/name-input"
import { Select } from "@/components/ui/select"
import { TextLink } from "@/components/ui/text-link"
import type { ProviderRecord } from "@/lib/contracts/providers"
import type { DistillForm, DistillSources } from "./distill-form"

export interface TargetFieldsProps {
  form: DistillForm
  sources: Pick<DistillSources, "plugins" | "connections">
  onProvider: (provider: string) => void
  onChange: (fields: Partial<DistillForm>) => void
}

/** Who trains, through which account, from which model. */
export function TargetFields({ form, sources, onProvider, onChange }: TargetFieldsProps) {
  const { trainers } = sources.plugins
  const trainer = trainers.find(({ id }) => id === form.provider)
  const base = trainer?.baseModels.find(({ id }) => id === form.baseModel)
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2 [&>*]:min-w-0">
        <Select
          label="Provider"
          showLabel
          className="w-full"
          value={form.provider}
          onChange={onProvider}
          options={trainers.map(({ id, title }) => ({ value: id, label: title }))}
        />
        {trainer?.takesOtherModels ? (
          <NameInput
            label="Base model"
            showLabel
            className="w-full"
            required
            maxLength={200}
            value={form.baseModel}
            suggestions={trainer.baseModels.map(({ id }) => id)}
            onChange={(event) => onChange({ baseModel: event.target.value })}
          />
        ) : (
          <Select
            label="Base model"
            showLabel
            className="w-full"
            value={form.baseModel}
            onChange={(baseModel) => onChange({ baseModel })}
            options={(trainer?.baseModels ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          />
        )}
      </div>
      {trainer?.account === "none" && trainer.kind === "hosted" && (
        <OwnMachineField trainer={trainer} form={form} onChange={onChange} />
      )}
      {trainer?.account === "optional" && (
        <OtherMachineField trainer={trainer} form={form} sources={sources} onChange={onChange} />
      )}
      {trainer?.account === "needed" && (
        <AccountField trainer={trainer} form={form} sources={sources} onChange={onChange} />
      )}
      {base && <SunsetBanners model={base} />}
    </>
  )
}

function OwnMachineField({
  trainer,
  form,
  onChange,
}: Pick<TargetFieldsProps, "form" | "onChange"> & { trainer: ProviderRecord }) {
  return (
    <>
      <p className="text-kumo-subtle text-note">
        A Python process beside Winnow trains and then serves the student; the dataset stays on this machine.
        The base model is a name on the Hugging Face hub or a folder. {describeWeights(trainer)}
      </p>
      <Checkbox
        label="Keep the process that serves the student running after its evaluation"
        checked={form.keepEndpoint}
        onChange={(keepEndpoint) => onChange({ keepEndpoint })}
      />
    </>
  )
}

const HERE = "here"

function OtherMachineField({
  trainer,
  form,
  sources,
  onChange,
}: Omit<TargetFieldsProps, "onProvider"> & { trainer: ProviderRecord }) {
  const usable = sources.connections.filter(({ kind }) => trainer.connectionKinds.includes(kind))
  return (
    <>
      <Select
        label="Where its result is evaluated"
        showLabel
        className="w-full"
        value={form.connectionId ?? HERE}
        onChange={(place) => onChange({ connectionId: place === HERE ? null : place })}
        options={[
          { value: HERE, label: "Here: a process on this machine serves it" },
          ...usable.map(({ id, name, baseUrl }) => ({
            value: id,
            label: `Where it was trained: ${name} (${new URL(baseUrl).host})`,
          })),
        ]}
      />
      <p className="text-kumo-subtle text-note">
        The next page has a command for the machine that trains: it fetches the dataset, reports its progress
        and sends the model back. {describeWeights(trainer)}
      </p>
    </>
  )
}

function AccountField({
  trainer,
  form,
  sources,
  onChange,
}: Omit<TargetFieldsProps, "onProvider"> & { trainer: ProviderRecord }) {
  const usable = sources.connections.filter(({ kind }) => trainer.connectionKinds.includes(kind))
  if (usable.length === 0) {
    return (
      <Banner tone="warn" title={`${trainer.title} is not connected.`}>
        An administrator enters an address and a key under{" "}
        <TextLink href="/settings">Settings, Connections</TextLink>.
      </Banner>
    )
  }
  return (
    <>
      <Select
        label="Account"
        showLabel
        className="w-full"
        value={form.connectionId}
        onChange={(connectionId) => onChange({ connectionId })}
        options={usable.map(({ id, name, baseUrl }) => ({
          value: id,
          label: `${name} (${new URL(baseUrl).host})`,
        }))}
      />
      <p className="text-kumo-subtle text-note">
        {describeWeights(trainer)} The dataset leaves this machine.
      </p>
      {trainer.capabilities.deploys && (
        <Checkbox
          label="Keep the endpoint that serves the student running after its evaluation (billed until you stop it)"
          checked={form.keepEndpoint}
          onChange={(keepEndpoint) => onChange({ keepEndpoint })}
        />
      )}
    </>
  )
}

function describeWeights({ capabilities: { rowWeights }, account, title }: ProviderRecord): string {
  if (account !== "needed") return "Weights of episodes multiply the loss of their rows."
  return rowWeights === "loss"
    ? `Weights of episodes are written on each row, and ${title} takes them into its loss.`
    : `${title} has no weights: weighted episodes are drawn by their weight instead.`
}
