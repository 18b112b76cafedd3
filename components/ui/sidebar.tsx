"use client"

export { Sidebar, useSidebar } from "@cloudflare/kumo"
