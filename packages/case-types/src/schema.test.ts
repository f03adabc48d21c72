import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { caseTypeSchema, schemaMatchesEngine } from './schema.ts'

describe('the schema of case types', () => {
  test('is published for editors as case-type.schema.json, which is written anew with vitest -u', async () => {
    const published = z.toJSONSchema(caseTypeSchema, { target: 'draft-2020-12' })
    expect(published).toMatchObject({ title: 'Case type', additionalProperties: false })
    await expect(`${JSON.stringify(published, null, 2)}\n`).toMatchFileSnapshot('../case-type.schema.json')
  })

  test('says the same as the types of the engine', () => {
    expect(schemaMatchesEngine).toEqual({ caseType: true, step: true, rule: true, clock: true, field: true, assessment: true })
  })

  test('has no word that docs/case-types.md does not explain', () => {
    const page = readFileSync(new URL('../../../docs/case-types.md', import.meta.url), 'utf8')
    const words = new Set(keysOf(z.toJSONSchema(caseTypeSchema)))
    expect(words.size).toBeGreaterThan(60)
    expect([...words].filter((word) => !new RegExp(`\\b${word}\\b`).test(page))).toEqual([])
  })

  test('refuses a key that it does not know', () => {
    const step = { id: 'visit', kind: 'task', name: 'Visit' }
    const definition = { id: 'x', version: 1, name: 'X', reference: 'XX', about: 'home', calendar: 'england-and-wales', steps: [step] }
    expect(caseTypeSchema.safeParse(definition).success).toBe(true)
    expect(caseTypeSchema.safeParse({ ...definition, steps: [{ ...step, duty: 'ours' }] }).success).toBe(false)
  })
})

/** Every key that an object of the schema may have. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own = 'properties' in schema && typeof schema.properties === 'object' && schema.properties !== null ? Object.keys(schema.properties) : []
  return [...own, ...Object.values(schema).flatMap(keysOf)]
}
