import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFocusReturn } from './focus-return.ts'
import { useKeys } from './keys.ts'
import classes from './sheet.module.css'

/** Something over the work for a moment, from the right or from the foot; Escape closes it and focus goes back. */
export function Sheet({ title, close, fromFoot, children }: { title: ReactNode; close: () => void; fromFoot?: boolean; children: ReactNode }) {
  useFocusReturn()
  useKeys({}, { over: true })
  return (
    <Drawer opened onClose={close} title={title} {...(fromFoot ? { position: 'bottom', size: '85%', classNames: { content: classes.foot } } : {})}>
      <div ref={markFirstField}>{children}</div>
    </Drawer>
  )
}

/** Without a mark the focus goes to the cross in the head, where what is typed is lost and a space closes the sheet. */
function markFirstField(body: HTMLElement | null): void {
  const form = body?.querySelector('form')
  if (!form || form.querySelector('[data-autofocus]')) return
  const first = form.querySelector('input, select, textarea') ?? form.querySelector('button[type="submit"]')
  first?.setAttribute('data-autofocus', '')
}
