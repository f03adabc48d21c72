import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useKeys } from './keys.ts'

/** A form over the work for a moment, from the right; Escape closes it and focus goes back. */
export function Sheet({ title, close, children }: { title: string; close: () => void; children: ReactNode }) {
  useKeys({}, { over: true })
  return (
    <Drawer opened onClose={close} title={title} overlayProps={{ backgroundOpacity: 0.25 }}>
      {children}
    </Drawer>
  )
}
