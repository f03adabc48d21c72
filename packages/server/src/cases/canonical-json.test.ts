import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

describe('canonical JSON', () => {
  test('sorts keys by code unit at every depth and has no spaces', () => {
    expect(canonicalJson({ b: [{ z: 1, a: 'x' }], a: null, B: true, 'é': 0 })).toBe('{"B":true,"a":null,"b":[{"a":"x","z":1}],"é":0}')
  })

  test('leaves absent values out of objects and keeps their place in lists, as JSON does', () => {
    expect(canonicalJson({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}')
  })

  test('keeps to code units where keys are numbers, and takes __proto__ for a key like any other', () => {
    expect(canonicalJson({ 9: 'a', 10: 'b', a: { 2: 1, 1: 2 } })).toBe('{"10":"b","9":"a","a":{"1":2,"2":1}}')
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":2}}'))).toBe('{"__proto__":{"a":2},"b":1}')
  })

  test('refuses what JSON cannot hold', () => {
    expect(() => canonicalJson({ a: 1n })).toThrow('BigInt')
    expect(() => canonicalJson(undefined)).toThrow('nothing to write down')
  })

  test('is the same after any way through JSON, whatever the order of keys', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(text)
      expect(canonicalJson(reversed(value))).toBe(text)
    }))
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)]))
}
