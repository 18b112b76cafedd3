const NAMESPACE = "http://www.w3.org/2000/svg"
const PAINTED = ["fill", "stroke"] as const
const STYLED = [
  "font-family",
  "font-size",
  "font-weight",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
] as const
const SCALE = 2

/** Hands a file to the browser. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement("a")
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/**
 * A figure as one SVG file: its drawings where they stand, the words around them as text, every colour and font
 * resolved, on the panel's background.
 */
export function figureToSvg(figure: HTMLElement): { markup: string; width: number; height: number } {
  const frame = figure.getBoundingClientRect()
  const root = document.createElementNS(NAMESPACE, "svg")
  root.setAttribute("xmlns", NAMESPACE)
  root.setAttribute("width", String(frame.width))
  root.setAttribute("height", String(frame.height))
  root.append(background(figure))
  for (const drawing of figure.querySelectorAll("svg")) {
    if (!drawing.parentElement?.closest("svg")) root.append(placedDrawing(drawing, frame))
  }
  for (const element of figure.querySelectorAll<HTMLElement>("span, div")) {
    const text = ownText(element)
    if (text && !element.classList.contains("sr-only")) root.append(placedText(element, text, frame))
  }
  return { markup: new XMLSerializer().serializeToString(root), width: frame.width, height: frame.height }
}

/** The figure as pixels, twice as dense as the screen's points. */
export async function figureToPng(figure: HTMLElement): Promise<Blob> {
  const { markup, width, height } = figureToSvg(figure)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup)}`
  await image.decode()
  const canvas = document.createElement("canvas")
  canvas.width = width * SCALE
  canvas.height = height * SCALE
  const context = canvas.getContext("2d")
  if (!context) throw new Error("This browser cannot draw to a canvas.")
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is empty."))), "image/png")
  })
}

function placedDrawing(drawing: SVGSVGElement, frame: DOMRect): SVGSVGElement {
  const box = drawing.getBoundingClientRect()
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const originals = drawing.querySelectorAll("*")
  for (const [index, element] of [...copy.querySelectorAll("*")].entries()) {
    const original = originals[index]
    if (original) resolveStyle(original, element)
  }
  resolveStyle(drawing, copy)
  const place = {
    x: box.x - frame.x,
    y: box.y - frame.y,
    width: box.width,
    height: box.height,
    overflow: "visible",
  }
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value))
  return copy
}

function placedText(element: HTMLElement, content: string, frame: DOMRect): SVGTextElement {
  const range = document.createRange()
  range.selectNodeContents(element)
  const box = range.getBoundingClientRect()
  const style = getComputedStyle(element)
  const text = document.createElementNS(NAMESPACE, "text")
  text.textContent = content
  text.setAttribute("x", String(box.x - frame.x))
  text.setAttribute("y", String(box.y - frame.y + box.height * 0.76))
  text.setAttribute("fill", style.color)
  for (const property of ["font-family", "font-size", "font-weight"]) {
    text.setAttribute(property, style.getPropertyValue(property))
  }
  return text
}

function ownText(element: HTMLElement): string {
  const parts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
  return parts
    .map((node) => node.textContent ?? "")
    .join("")
    .trim()
}

function resolveStyle(original: Element, copy: Element): void {
  const style = getComputedStyle(original)
  const isText = original.tagName === "text" || original.tagName === "tspan"
  for (const property of PAINTED) {
    const painted = original.hasAttribute(property) && !original.getAttribute(property)?.startsWith("url(")
    if (painted || (isText && property === "fill"))
      copy.setAttribute(property, style.getPropertyValue(property))
  }
  for (const property of STYLED) {
    const value = style.getPropertyValue(property)
    if (value && value !== "none" && value !== "1") copy.setAttribute(property, value)
  }
  copy.removeAttribute("class")
  copy.removeAttribute("style")
}

function background(figure: HTMLElement): SVGRectElement {
  const rect = document.createElementNS(NAMESPACE, "rect")
  rect.setAttribute("width", "100%")
  rect.setAttribute("height", "100%")
  rect.setAttribute("fill", getComputedStyle(figure.closest("section") ?? document.body).backgroundColor)
  return rect
}
