"use client"

import { LABEL_WORDS } from "@/components/dataset/rule-text"
import { STOP_REASON_WORDS } from "@/components/episode/stop-reason"
import { Checkbox } from "@/components/ui/checkbox"
import { Select } from "@/components/ui/select"
import type { CurationPreview } from "@/lib/contracts/curation"
import { LABEL_STATES, type Rule } from "@/lib/domain/curation/rule"
import { STOP_REASONS } from "@/lib/domain/episode"
import {
  AgreementEditor,
  ContextEditor,
  MaskEditor,
  TagsEditor,
  TasksEditor,
  TextEditor,
} from "./content-editors"
import { NumberField } from "./number-field"
import { RangeEditor } from "./range-editor"
import {
  BalanceEditor,
  NearDuplicatesEditor,
  ShareEditor,
  TaskCapEditor,
  TieBreakSelect,
} from "./ranking-editors"

interface RuleEditorProps {
  rule: Rule
  preview: CurationPreview | undefined
  onChange: (rule: Rule) => void
}

/** The fields of one rule. */
export function RuleEditor({ rule, preview, onChange }: RuleEditorProps) {
  switch (rule.type) {
    case "success":
      return (
        <Select
          label="Keep"
          value={rule.keep}
          onChange={(keep) => onChange({ ...rule, keep })}
          options={[
            { value: "success", label: "solved episodes" },
            { value: "failure", label: "failed episodes" },
          ]}
        />
      )
    case "threshold":
      return <ThresholdEditor rule={rule} metrics={preview?.metrics ?? ["score"]} onChange={onChange} />
    case "label":
      return (
        <Choices
          options={LABEL_STATES.map((value) => ({ value, label: LABEL_WORDS[value] }))}
          chosen={rule.keep}
          required
          onChange={(keep) => onChange({ ...rule, keep })}
        />
      )
    case "stopReason":
      return (
        <>
          <Select
            label="Which way"
            value={rule.mode}
            onChange={(mode) => onChange({ ...rule, mode })}
            options={[
              { value: "in", label: "keep only these" },
              { value: "notIn", label: "drop these" },
            ]}
          />
          <Choices
            options={STOP_REASONS.map((value) => ({ value, label: STOP_REASON_WORDS[value] }))}
            chosen={rule.reasons}
            onChange={(reasons) => onChange({ ...rule, reasons })}
          />
        </>
      )
    case "range":
      return <RangeEditor rule={rule} onChange={onChange} />
    case "taskCap":
      return <TaskCapEditor rule={rule} onChange={onChange} />
    case "topShare":
      return <ShareEditor rule={rule} onChange={onChange} />
    case "duplicates":
      return <TieBreakSelect rule={rule} onChange={onChange} />
    case "nearDuplicates":
      return <NearDuplicatesEditor rule={rule} onChange={onChange} />
    case "balance":
      return <BalanceEditor rule={rule} onChange={onChange} />
    case "agreement":
      return <AgreementEditor rule={rule} onChange={onChange} />
    case "context":
      return <ContextEditor rule={rule} onChange={onChange} />
    case "tags":
      return <TagsEditor rule={rule} preview={preview} onChange={onChange} />
    case "tasks":
      return <TasksEditor rule={rule} preview={preview} onChange={onChange} />
    case "text":
      return <TextEditor rule={rule} onChange={onChange} />
    case "mask":
      return <MaskEditor rule={rule} onChange={onChange} />
    case "corrections":
      return (
        <p className="text-kumo-subtle text-note">
          An episode with a correction ends with its first corrected reply, in the words of the correction:
          what came after answered something else. No episode is dropped.
        </p>
      )
  }
}

interface ThresholdEditorProps {
  rule: Extract<Rule, { type: "threshold" }>
  metrics: readonly string[]
  onChange: (rule: Rule) => void
}

function ThresholdEditor({ rule, metrics, onChange }: ThresholdEditorProps) {
  const known = [...new Set([...metrics, rule.metric])]
  return (
    <>
      <Select
        label="Metric"
        value={rule.metric}
        onChange={(metric) => onChange({ ...rule, metric, min: null, max: null })}
        options={known.map((metric) => ({ value: metric, label: metric }))}
      />
      <div className="grid grid-cols-2 gap-2">
        <NumberField
          label="At least"
          placeholder="open"
          value={rule.min}
          onCommit={(min) => onChange({ ...rule, min })}
        />
        <NumberField
          label="At most"
          placeholder="open"
          value={rule.max}
          onCommit={(max) => onChange({ ...rule, max })}
        />
      </div>
    </>
  )
}

interface ChoicesProps<Value extends string> {
  options: readonly { value: Value; label: string }[]
  chosen: readonly Value[]
  onChange: (chosen: Value[]) => void
  /** The last one cannot be taken away. */
  required?: boolean
}

function Choices<Value extends string>({ options, chosen, onChange, required = false }: ChoicesProps<Value>) {
  const toggle = (value: Value) => {
    const next = options
      .map((option) => option.value)
      .filter((option) => (option === value ? !chosen.includes(option) : chosen.includes(option)))
    if (next.length > 0 || !required) onChange(next)
  }
  return (
    <div className="grid grid-cols-2 gap-x-2 gap-y-1.5">
      {options.map(({ value, label }) => (
        <Checkbox key={value} label={label} checked={chosen.includes(value)} onChange={() => toggle(value)} />
      ))}
    </div>
  )
}
