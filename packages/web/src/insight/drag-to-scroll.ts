import { useEffect } from 'react'
import type { RefObject } from 'react'

/** Pixels that a mouse moves before it drags: less is a click. */
const DRAGS_FROM = 4

/** Lets a mouse pull what lies in a pane; fingers and keys scroll it anyway. */
export function useDragToScroll(pane: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = pane.current
    if (!element) return
    let start: { x: number; y: number; left: number; top: number; dragging: boolean } | undefined
    const press = (event: PointerEvent) => {
      if (event.pointerType === 'mouse' && event.button === 0) start = { x: event.clientX, y: event.clientY, left: element.scrollLeft, top: element.scrollTop, dragging: false }
    }
    const move = (event: PointerEvent) => {
      if (!start) return
      const [x, y] = [event.clientX - start.x, event.clientY - start.y]
      if (!start.dragging && Math.hypot(x, y) < DRAGS_FROM) return
      start.dragging = true
      element.scrollTo({ left: start.left - x, top: start.top - y })
    }
    const release = () => {
      // The click that follows a drag chooses nothing.
      if (start?.dragging) element.addEventListener('click', (event) => event.stopPropagation(), { capture: true, once: true })
      start = undefined
    }
    element.addEventListener('pointerdown', press)
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', release)
    return () => {
      element.removeEventListener('pointerdown', press)
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', release)
    }
  }, [pane])
}
