"use client"

import { Combobox as KumoCombobox } from "@cloudflare/kumo"
import type { ReactNode } from "react"

export interface ComboboxOption {
  value: string
  /** Searched and spoken. */
  label: string
  /** Drawn instead of the label: a marker and a name. */
  content?: ReactNode
  /** Drawn in the closed control, where the whole content has no room. */
  chosen?: ReactNode
}

export interface ComboboxProps {
  label: string
  showLabel?: boolean
  value: string | null
  onChange: (value: string) => void
  options: readonly ComboboxOption[]
  placeholder?: string
  empty?: string
  size?: "xs" | "sm" | "base"
  className?: string
  onSearch?: (text: string) => void
}

/** One of a long list, with a search field inside the popup. */
export function Combobox(props: ComboboxProps) {
  const {
    label,
    showLabel,
    value,
    onChange,
    options,
    placeholder,
    empty,
    size = "sm",
    className,
    onSearch,
  } = props
  const selected = options.find((option) => option.value === value) ?? null
  return (
    <KumoCombobox<ComboboxOption>
      size={size}
      {...(showLabel ? { label } : {})}
      items={options as ComboboxOption[]}
      value={selected}
      isItemEqualToValue={(item, other) => item.value === other.value}
      itemToStringLabel={(item) => item.label}
      onValueChange={(next) => next && onChange(next.value)}
      {...(onSearch ? { onInputValueChange: onSearch } : {})}
    >
      <KumoCombobox.TriggerValue
        render={<button type="button" aria-label={label} />}
        className={className ?? ""}
        placeholder={placeholder ?? "Choose"}
      >
        {(current: ComboboxOption | null) =>
          current?.chosen ?? current?.content ?? current?.label ?? placeholder ?? "Choose"
        }
      </KumoCombobox.TriggerValue>
      <KumoCombobox.Content>
        <KumoCombobox.Input placeholder="Search" aria-label={`Search ${label.toLowerCase()}`} />
        <KumoCombobox.Empty>{empty ?? "Nothing matches."}</KumoCombobox.Empty>
        <KumoCombobox.List>
          {(option: ComboboxOption) => (
            <KumoCombobox.Item key={option.value} value={option}>
              {option.content ?? option.label}
            </KumoCombobox.Item>
          )}
        </KumoCombobox.List>
      </KumoCombobox.Content>
    </KumoCombobox>
  )
}
