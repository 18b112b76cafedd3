import fc from "fast-check"
import { expect, it } from "vitest"
import { escapeHtml } from "@/lib/services/episode/page/escape"
import { stepHtml } from "@/lib/services/episode/page/step"

const anyText = fc.string({ unit: fc.constantFrom(..."<>&\"'/;!-ax#3 \n\u202E\u2066\u0000é😀") })

it("leaves nothing that could begin a tag, an attribute or an entity, and loses no text", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const html = escapeHtml(text)
      expect(html).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
      expect(html).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
    }),
  )
  expect(escapeHtml(`<a href="x">Tom & 'Jerry'</a>`)).toBe(
    "&lt;a href=&quot;x&quot;&gt;Tom &amp; &#39;Jerry&#39;&lt;/a&gt;",
  )
})

it("draws a step with no other tags than its own, whatever was said and called", () => {
  const hostile = `</pre><script src=x></script><img onerror="y">`
  const message = {
    role: "assistant",
    content: hostile,
    reasoning: hostile,
    tool_calls: [{ id: hostile, type: "function", function: { name: hostile, arguments: hostile } }],
  }
  const row = { idx: 3, text: JSON.stringify(message), isError: true } as Parameters<typeof stepHtml>[0]
  const tags = [...stepHtml(row).matchAll(/<\/?(\w+)/g)].map(([, tag]) => tag)
  expect([...new Set(tags)].toSorted()).toEqual(["details", "div", "pre", "section", "span", "summary"])
  expect(stepHtml(row).split("&lt;/pre&gt;&lt;script src=x&gt;")).toHaveLength(5)
})
