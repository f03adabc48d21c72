import { expect, test } from 'vitest'
import { describeFreeSpace } from './create-cluster.ts'

test('a first start that PostgreSQL broke off names the free space where it is too little, and only there', () => {
  expect(describeFreeSpace(19.9 * 1024 * 1024)).toBe('\n  The disk may be full: 19 MB are free there, and new data take some 100 MB.')
  expect(describeFreeSpace(5e9)).toBe('')
})
