import { useState } from "react"
import { formatCount } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { formatUsd } from "@/components/format/usd"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { Switch } from "@/components/ui/switch"
import { ValueSlider } from "@/components/ui/value-slider"
import type { BreakEvenAnswer } from "@/lib/contracts/break-even"
import type { BreakEvenParams } from "../break-even-params"

interface BreakEvenControlsProps {
  answer: BreakEvenAnswer
  params: BreakEvenParams
  set: (change: Partial<BreakEvenParams>) => void
}

const UNTOUCHED: Partial<BreakEvenParams> = {
  training: null,
  evaluation: null,
  hourly: null,
  hours: 730,
  teacherPrice: 1,
  studentPrice: 1,
  cached: null,
}

/** Volume, prices, cache, hosting and what was paid: everything that moves the break-even. */
export function BreakEvenControls({ answer, params, set }: BreakEvenControlsProps) {
  const unit = params.per === "episode" ? "episodes" : "successes"
  const [resets, setResets] = useState(0)
  const reset = () => {
    set(UNTOUCHED)
    setResets(resets + 1)
  }
  const isTouched = Object.entries(UNTOUCHED).some(
    ([key, value]) => params[key as keyof BreakEvenParams] !== value,
  )
  return (
    <div className="flex min-w-0 flex-col gap-2.5">
      <ValueSlider
        label="Your volume"
        text={`${formatCount(params.volume)} ${unit} / month`}
        value={Math.log10(Math.max(1, params.volume))}
        min={2}
        max={7}
        step={0.05}
        onChange={(exponent) => set({ volume: roundTo2(10 ** exponent) })}
      />
      <PriceSlider
        label="Teacher's price"
        value={params.teacherPrice}
        onChange={(teacherPrice) => set({ teacherPrice })}
      />
      <PriceSlider
        label="Student's price"
        value={params.studentPrice}
        onChange={(studentPrice) => set({ studentPrice })}
        disabled={params.hourly !== null}
      />
      <CacheSlider answer={answer} params={params} set={set} />
      <Hosting params={params} set={set} />
      <div key={resets} className="grid grid-cols-2 gap-2 [&>*]:min-w-0">
        <MoneyField
          label="Training, USD"
          value={params.training}
          recorded={answer.training}
          onChange={(training) => set({ training })}
        />
        <MoneyField
          label="Evaluation, USD"
          value={params.evaluation}
          recorded={answer.evaluation}
          onChange={(evaluation) => set({ evaluation })}
        />
      </div>
      {isTouched && (
        <Button size="xs" className="self-start" onClick={reset}>
          Back to what is on record
        </Button>
      )}
    </div>
  )
}

interface PriceSliderProps {
  label: string
  value: number
  onChange: (value: number) => void
  disabled?: boolean
}

function PriceSlider({ label, value, onChange, disabled = false }: PriceSliderProps) {
  const change =
    value === 1 ? "as today" : value < 1 ? `${formatPercent(1 - value, 0)} cheaper` : `${value.toFixed(2)}×`
  return (
    <ValueSlider
      label={label}
      text={disabled ? "not billed" : change}
      value={value}
      min={0.05}
      max={2}
      step={0.05}
      disabled={disabled}
      onChange={(next) => onChange(Number(next.toFixed(2)))}
    />
  )
}

function CacheSlider({ answer, params, set }: BreakEvenControlsProps) {
  const { teacher, student } = answer.cache
  const possible = teacher.missing === null || student.missing === null
  const recorded = [["teacher", teacher] as const, ["student", student] as const].flatMap(
    ([name, { recordedRate }]) =>
      recordedRate === null ? [] : [`${name} ${formatPercent(recordedRate, 0)}`],
  )
  const onRecord = recorded.length > 0 ? `on record: ${recorded.join(", ")}` : "not recorded"
  const unmoved = [
    teacher.missing && `The teacher's cost stays as recorded: ${teacher.missing}.`,
    student.missing && `The student's stays as recorded: ${student.missing}.`,
  ].filter((line) => line !== null)
  return (
    <ValueSlider
      label="Input from a cache"
      text={params.cached === null ? onRecord : `${params.cached} %`}
      value={params.cached ?? Math.round(100 * (teacher.recordedRate ?? student.recordedRate ?? 0))}
      min={0}
      max={100}
      step={5}
      disabled={!possible}
      hint={unmoved.length > 0 ? unmoved.join(" ") : undefined}
      onChange={(cached) => set({ cached })}
    />
  )
}

function Hosting({ params, set }: Omit<BreakEvenControlsProps, "answer">) {
  const dedicated = params.hourly !== null
  return (
    <div className="flex flex-col gap-1.5">
      <Switch
        label="Dedicated server, by the hour"
        checked={dedicated}
        onChange={(on) => set({ hourly: on ? 1 : null })}
      />
      {dedicated && (
        <div className="grid grid-cols-2 gap-2 [&>*]:min-w-0">
          <NumberField
            label="USD an hour"
            value={params.hourly}
            onChange={(hourly) => set({ hourly: hourly ?? 0 })}
          />
          <NumberField
            label="Hours a month"
            value={params.hours}
            onChange={(hours) => set({ hours: Math.min(744, Math.round(hours ?? 0)) })}
          />
        </div>
      )}
    </div>
  )
}

interface NumberFieldProps {
  label: string
  value: number | null
  placeholder?: string
  onChange: (value: number | null) => void
}

function NumberField({ label, value, placeholder, onChange }: NumberFieldProps) {
  // What is typed is the field's own, so that "1." is not rewritten to "1".
  const [initial] = useState(value)
  return (
    <Input
      label={label}
      showLabel
      className="w-full min-w-0"
      type="number"
      min={0}
      step="any"
      inputMode="decimal"
      defaultValue={initial ?? ""}
      placeholder={placeholder}
      onChange={(event) => {
        const amount = event.target.valueAsNumber
        onChange(Number.isFinite(amount) && amount >= 0 ? amount : null)
      }}
    />
  )
}

interface MoneyFieldProps extends Omit<NumberFieldProps, "placeholder"> {
  recorded: BreakEvenAnswer["training"]
}

function MoneyField({ recorded, ...field }: MoneyFieldProps) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <NumberField {...field} placeholder={recorded.usd === null ? "unknown" : formatUsd(recorded.usd)} />
      <p className="text-head text-kumo-subtle">
        {field.value === null ? recorded.note : "as you entered it"}
      </p>
    </div>
  )
}

function roundTo2(value: number): number {
  return Number(value.toPrecision(2))
}
