"use client"

import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useId, useState } from "react"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { Textarea } from "@/components/ui/textarea"
import { routeQuery } from "@/lib/api-client/query"
import { listRecipes, type RecipeRecord, saveRecipe } from "@/lib/contracts/recipes"
import { listRuns } from "@/lib/contracts/runs"
import { readRecipe } from "./recipe-json"

interface PasteRecipeDialogProps {
  experimentId: string
  onSaved: (recipe: RecipeRecord) => void
}

/** A recipe from JSON: a colleague's, or one that a script wrote. */
export function PasteRecipeDialog({ experimentId, onSaved }: PasteRecipeDialogProps) {
  const formId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [text, setText] = useState("")
  const [typed, setTyped] = useState<string | null>(null)
  const runs = useQuery({ ...routeQuery(listRuns, { experimentId }), enabled: isOpen }).data?.items
  const save = useChange(saveRecipe, {
    refreshes: [listRecipes],
    errors: "inline",
    done: ({ name, version }) => `${name} v${version} is saved.`,
    onDone(recipe) {
      setIsOpen(false)
      setText("")
      setTyped(null)
      onSaved(recipe)
    },
  })
  const read = text.trim() === "" ? null : readRecipe(text)
  const name = typed ?? (read?.ok ? read.recipe.name : undefined) ?? ""
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!read?.ok || !runs) return
    const known = new Set(runs.map(({ id }) => id))
    // Runs of another experiment mean nothing here: the rules do.
    const named = (read.recipe.runIds ?? []).filter((id) => known.has(id))
    const runIds = named.length > 0 ? named : [...known]
    const { rules, weighting, pairs } = read.recipe
    save.mutate({ experimentId, name, runIds, rules, weighting, pairs })
  }
  return (
    <>
      <Gated permission="recipe.write">
        {(disabled) => (
          <Button disabled={disabled} onClick={() => setIsOpen(true)}>
            New from JSON
          </Button>
        )}
      </Gated>
      <Dialog
        title="New recipe from JSON"
        description="A recipe as it is copied here, or a list of rules. Runs that are not of this experiment are replaced by all of its runs."
        size="base"
        open={isOpen}
        onOpenChange={setIsOpen}
        footer={
          <Button
            variant="primary"
            type="submit"
            form={formId}
            loading={save.isPending}
            disabled={!read?.ok || !runs || runs.length === 0}
          >
            Save the recipe
          </Button>
        }
      >
        <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
          {save.error && <Banner tone="error">{save.error.message}</Banner>}
          {read && !read.ok && <Banner tone="warn">{read.reason}</Banner>}
          {runs?.length === 0 && <Banner tone="info">The experiment has no run to keep episodes of.</Banner>}
          <Textarea
            label="JSON"
            showLabel
            required
            rows={10}
            spellCheck={false}
            className="font-mono text-note"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Input
            label="Name"
            showLabel
            required
            maxLength={200}
            value={name}
            onChange={(event) => setTyped(event.target.value)}
          />
        </form>
      </Dialog>
    </>
  )
}
