"use client"

export { CommandPalette } from "@cloudflare/kumo"
