import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { recordQuery } from '../people/record.ts'
import { RecordPicker } from './record-picker.tsx'

const IVO = '0192f0c1-0000-7000-8000-000000000001'

function draw(kind: 'person' | 'case' | 'asset', value: string | null, near?: { id: string; label: string; detail: string }[]): string {
  const queries = new QueryClient()
  queries.setQueryData(recordQuery('person', IVO).queryKey, { kind: 'person', id: IVO, label: 'Ivo Pendlebury', facts: [], links: [], openCases: [] })
  const picker = createElement(RecordPicker, { label: 'Whom we spoke to', kind, value, choose: () => undefined, error: undefined, near })
  return renderToStaticMarkup(createElement(QueryClientProvider, { client: queries }, createElement(MantineProvider, null, picker)))
}

it.each([
  ['person', IVO, 'Ivo Pendlebury'],
  ['case', 'HZ-26-00007', 'HZ-26-00007'],
  ['asset', 'lift-3', 'lift-3'],
] as const)('a %s that is stored already is shown as people call it', (kind, value, name) => {
  const drawn = draw(kind, value)
  expect(drawn).toContain(`<p>${name} `)
  expect(drawn.includes(IVO)).toBe(false)
})

it('before anything is sought it offers what is near', () => {
  expect(draw('person', null, [{ id: IVO, label: 'Ivo Pendlebury', detail: 'whom the case is about' }])).toContain('Ivo Pendlebury <span class="second">whom the case is about')
  expect(draw('person', null)).not.toContain('<li>')
})
