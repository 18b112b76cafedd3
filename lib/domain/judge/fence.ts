/** Text between two marks that it cannot hold, so that nothing in it can pretend to be its end. */
export interface Fence {
  open: string
  close: string
  text: string
}

/** `drawNonce` gives a new random word each time; it is asked again for as long as the text holds the word it gave. */
export function fenceText(text: string, drawNonce: () => string): Fence {
  for (;;) {
    const nonce = drawNonce()
    if (nonce === "") throw new RangeError("a fence needs a word")
    if (!text.includes(nonce)) return { open: `<record ${nonce}>`, close: `</record ${nonce}>`, text }
  }
}
