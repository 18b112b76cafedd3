"use client"

import { Component, type ReactNode } from "react"

interface RendererBoundaryProps {
  fallback: ReactNode
  children: ReactNode
}

/** Draws the fallback where a renderer throws, so that no text can take the page down. */
export class RendererBoundary extends Component<RendererBoundaryProps, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children
  }
}
