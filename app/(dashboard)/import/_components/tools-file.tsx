"use client"

import { useId, useState } from "react"
import { formatCountOf } from "@/components/format/count"
import { Button } from "@/components/ui/button"

export type ToolDefinitions = Record<string, unknown>[]

export interface ToolsFileProps {
  tools: ToolDefinitions | null
  onChange: (tools: ToolDefinitions | null) => void
}

/** The tool definitions of a run, as a JSON file in OpenAI chat form. */
export function ToolsFile({ tools, onChange }: ToolsFileProps) {
  const id = useId()
  const [error, setError] = useState<string | null>(null)
  async function read(file: File | undefined) {
    if (!file) return
    const parsed = parseTools(await file.text())
    setError(parsed ? null : `${file.name} is not a JSON array of tool definitions.`)
    onChange(parsed)
  }
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-body">
        Tool definitions (optional)
      </label>
      <div className="flex items-center gap-2">
        <input
          id={id}
          type="file"
          accept=".json"
          className="min-w-0 flex-1 text-note file:mr-2 file:rounded-md file:border-0 file:bg-kumo-tint file:px-2 file:py-1 file:font-medium file:text-kumo-default file:text-note"
          onChange={(event) => void read(event.target.files?.[0])}
          aria-describedby={`${id}-note`}
        />
        {tools && (
          <Button variant="ghost" size="xs" onClick={() => onChange(null)}>
            Leave out
          </Button>
        )}
      </div>
      <p
        id={`${id}-note`}
        className={error ? "text-bad text-note" : "text-kumo-subtle text-note"}
        role={error ? "alert" : undefined}
      >
        {error ??
          (tools
            ? `${formatCountOf(tools.length, "tool")} for all episodes of this run.`
            : "The file defines none; exports need them to train on tool calls.")}
      </p>
    </div>
  )
}

/** Null when it is no array of objects; the server checks each definition. */
function parseTools(text: string): ToolDefinitions | null {
  try {
    const value: unknown = JSON.parse(text)
    const isList = Array.isArray(value) && value.every((item) => typeof item === "object" && item !== null)
    return isList && value.length > 0 ? (value as ToolDefinitions) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
