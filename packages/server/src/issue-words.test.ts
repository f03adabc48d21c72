import { expect, test } from 'vitest'
import { z } from 'zod'
import { issueWords } from './issue-words.ts'

const owner = z.strictObject({ person: z.string(), team: z.string() })

test.each<[kind: string, given: [schema: z.ZodType, input: unknown], words: string]>([
  ['a text left out', [z.string(), undefined], 'is needed; write text.'],
  ['a choice left out', [z.enum(['low', 'high', 'urgent']), undefined], 'is needed; write one of low, high or urgent.'],
  ['a form left out', [z.union([z.string(), z.number()]), undefined], 'is needed.'],
  ['a number for text', [z.string(), 7], 'must be text; it is a number.'],
  ['null for text', [z.string(), null], 'must be text; it is null.'],
  ['text for yes or no', [z.boolean(), 'yes'], 'must be true or false; it is text.'],
  ['an object for a list', [z.array(z.string()), {}], 'must be a list; it is an object.'],
  ['a list for an object', [owner, []], 'must be an object; it is a list.'],
  ['text for an object', [z.record(z.string(), z.string()), 'x'], 'must be an object; it is text.'],
  ['a fraction for a whole number', [z.int(), 1.5], 'must be a whole number; it is the number 1.5.'],
  ['text that is too long', [z.string().max(10_000), 'x'.repeat(10_412)], 'must have at most 10,000 characters; it has 10,412.'],
  ['text that is too short', [z.string().min(3), 'ab'], 'must have at least 3 characters; it has 2.'],
  ['empty text', [z.string().trim().min(1), '  '], 'must not be empty.'],
  ['a list that is too long', [z.array(z.string()).max(1), ['a', 'b']], 'must have at most 1 entry; it has 2.'],
  ['a number that is too large', [z.number().max(1000), 1001], 'must be at most 1,000; it is 1001.'],
  ['a number that is too small', [z.number().gt(0), 0], 'must be more than 0; it is 0.'],
  ['a number between two steps', [z.number().multipleOf(5), 7], 'must be a multiple of 5; it is 7.'],
  ['a choice that there is not', [z.enum(['low', 'high', 'urgent']), 'huge'], 'must be one of low, high or urgent; it is "huge".'],
  ['a long choice that there is not', [z.enum(['low', 'high']), 'x'.repeat(100)], `must be one of low or high; it is "${'x'.repeat(60)}…".`],
  ['a choice of another kind', [z.enum(['low', 'high']), ['low']], 'must be one of low or high; it is a list.'],
  ['another value than the only one', [z.literal(true), false], 'must be true; it is false.'],
  ['a name that there is not', [owner, { person: 'a', team: 'b', colour: 'red' }], 'There is no field colour here; the fields are person and team.'],
  ['two names that there are not', [owner, { person: 'a', team: 'b', x: 1, y: 2 }], 'There are no fields x and y here; the fields are person and team.'],
  ['more names than can be told', [z.strictObject({ a: z.string().optional() }), Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`n${index}`, 1]))], 'There are no fields n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11 and 1,988 more here; the only field is a.'],
  ['a name of another form', [z.record(z.string().max(3), z.string()), { long: 'x' }], 'cannot have this name: must have at most 3 characters; it has 4.'],
  ['none of several forms', [z.union([z.string(), z.number()]), true], 'is in none of the forms that it may have.'],
  ['another format', [z.email(), 'x'], 'is not in the form that it must have.'],
  ['what its schema says itself', [z.string().regex(/^\d+$/, { error: 'Give a number.' }), 'x'], 'Give a number.'],
])('%s is told in plain words', (_, [schema, input], words) => {
  expect(schema.safeParse(input, { error: issueWords('field') }).error?.issues.map(({ message }) => message)).toEqual([words])
})

test('what is there twice in an address is told so', () => {
  expect(z.string().safeParse(['a', 'b'], { error: issueWords('parameter') }).error?.issues[0]?.message).toBe('must be given once; it is there 2 times.')
})
