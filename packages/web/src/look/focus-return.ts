import { useLayoutEffect } from 'react'

/** When what is over the work goes away, focus goes back to what opened it. */
export function useFocusReturn(): void {
  useLayoutEffect(() => {
    const opener = document.activeElement
    return () => {
      if (opener instanceof HTMLElement && opener !== document.body && opener.isConnected) opener.focus()
    }
  }, [])
}
