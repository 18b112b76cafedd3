"use client"

import { CaretDownIcon } from "@phosphor-icons/react/dist/ssr/CaretDown"
import type { ReactNode } from "react"
import { Button } from "./button"
import { Checkbox } from "./checkbox"
import { classNames } from "./class-names"
import { Popover } from "./popover"

export interface FilterSelectOption<Value extends string> {
  value: Value
  label: ReactNode
}

export interface FilterSelectProps<Value extends string> {
  label: string
  values: readonly Value[]
  onChange: (values: Value[]) => void
  options: readonly FilterSelectOption<Value>[]
}

/** Any of a short list, for filter bars: the button says what is chosen. */
export function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  const { label, values, onChange, options } = props
  const chosen = options.filter(({ value }) => values.includes(value))
  const toggle = (value: Value, on: boolean) =>
    onChange(
      options.flatMap((option) =>
        (option.value === value ? on : values.includes(option.value)) ? option.value : [],
      ),
    )
  return (
    <FilterPopover
      label={label}
      value={chosen.length === 0 ? null : chosen.length === 1 ? chosen[0]?.label : `${chosen.length} chosen`}
      onClear={() => onChange([])}
    >
      <div className="-mx-1 grid max-h-80 gap-1.5 overflow-y-auto px-1 py-1">
        {options.map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            checked={values.includes(option.value)}
            onChange={(on) => toggle(option.value, on)}
          />
        ))}
        {options.length === 0 && <span className="text-kumo-subtle text-note">Nothing to choose from.</span>}
      </div>
    </FilterPopover>
  )
}

export interface FilterPopoverProps {
  label: string
  /** What is chosen, in a word; null when nothing is. */
  value: ReactNode
  onClear: () => void
  children: ReactNode
}

/** One filter of a bar: its name, what is chosen, and the popover that changes it. */
export function FilterPopover({ label, value, onClear, children }: FilterPopoverProps) {
  const active = value !== null && value !== undefined
  return (
    <Popover
      title={label}
      className="w-64"
      trigger={
        <Button className={classNames("max-w-64", active && "bg-accent-tint text-accent ring-accent-line")}>
          <span className="flex min-w-0 items-center gap-1.5">
            <span className={active ? "shrink-0" : ""}>{active ? `${label}:` : label}</span>
            {active && <span className="min-w-0 truncate font-medium">{value}</span>}
            <CaretDownIcon size={10} aria-hidden className="shrink-0" />
          </span>
        </Button>
      }
    >
      {children}
      {active && (
        <div className="mt-2 border-kumo-hairline border-t pt-2">
          <Button size="xs" variant="ghost" onClick={onClear}>
            Clear
          </Button>
        </div>
      )}
    </Popover>
  )
}
