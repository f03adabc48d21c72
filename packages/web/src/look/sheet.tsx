import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFocusReturn } from './focus-return.ts'
import { useKeys } from './keys.ts'

/** A form over the work for a moment, from the right; Escape closes it and focus goes back. */
export function Sheet({ title, close, children }: { title: string; close: () => void; children: ReactNode }) {
  useFocusReturn()
  useKeys({}, { over: true })
  return (
    <Drawer opened onClose={close} title={title}>
      {children}
    </Drawer>
  )
}
