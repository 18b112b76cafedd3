"use client"

import { KeyboardIcon } from "@phosphor-icons/react/dist/ssr/Keyboard"
import { type FormEvent, useState } from "react"
import { useLabelKeys } from "@/components/episode/use-label-keys"
import { useChange } from "@/components/shell/use-change"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { getMe, updatePreferences } from "@/lib/contracts/me"
import { findKeyProblems, LABEL_ACTIONS, type LabelAction, type LabelKeys } from "@/lib/domain/label-keys"

const WORDS: Record<LabelAction, string> = {
  good: "Good",
  bad: "Bad",
  unsure: "Unsure",
  reason1: "First failure reason",
  reason2: "Second",
  reason3: "Third",
  reason4: "Fourth",
  reason5: "Fifth",
  reason6: "Sixth",
  note: "Note",
  skip: "Skip",
  undo: "Undo",
}

/** Which key does what while labelling, for this person alone. */
export function LabelKeysDialog() {
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      title="Your keys for labelling"
      description="Yours alone, on every machine. With Shift they judge the selected step of the reader."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="ghost" icon={<KeyboardIcon />} aria-label="Your keys for labelling" />}
    >
      {open && <KeysForm onDone={() => setOpen(false)} />}
    </Dialog>
  )
}

function KeysForm({ onDone }: { onDone: () => void }) {
  const stored = useLabelKeys()
  const [keys, setKeys] = useState<LabelKeys>(stored)
  const problems = findKeyProblems(keys)
  const save = useChange(updatePreferences, {
    refreshes: [getMe],
    errors: "inline",
    done: () => "Your keys are saved",
    onDone,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ labelKeys: keys })
  }
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <div className="grid grid-cols-3 items-start gap-x-3 gap-y-2 max-md:grid-cols-2">
        {LABEL_ACTIONS.map((action) => {
          const problem = problems.get(action)
          return (
            <Input
              key={action}
              label={WORDS[action]}
              showLabel
              maxLength={1}
              autoComplete="off"
              className="w-full font-mono"
              value={keys[action]}
              onFocus={(event) => event.currentTarget.select()}
              onChange={(event) => setKeys({ ...keys, [action]: event.target.value.toLowerCase() })}
              {...(problem ? { error: problem } : {})}
            />
          )
        })}
      </div>
      {save.error && (
        <Banner tone="error" title="The keys were not saved.">
          {save.error.message}
        </Banner>
      )}
      <div className="flex justify-end gap-2">
        <Button disabled={save.isPending} onClick={() => save.mutate({ labelKeys: null })}>
          Back to the defaults
        </Button>
        <Button type="submit" variant="primary" loading={save.isPending} disabled={problems.size > 0}>
          Save
        </Button>
      </div>
    </form>
  )
}
