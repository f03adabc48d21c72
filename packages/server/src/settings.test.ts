import { describe, expect, test } from 'vitest'
import { SETTINGS, findUnknownSettings, readSettings } from './settings.ts'

describe('settings', () => {
  test('all have a value to start with, so that none need be made', () => {
    const settings = readSettings({})
    expect(settings).toMatchObject({ port: 3000, host: 'localhost', databaseUrl: undefined, hasTestClock: false })
    expect(settings.home).toMatch(/\/casement-data$/)
  })

  test('that are empty count as unset', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '' })).toEqual(readSettings({}))
  })

  test('are read from the environment', () => {
    const settings = readSettings({ PORT: '0', CASEMENT_HOME: '/srv/casement', DATABASE_URL: 'postgresql://me:secret@%2Frun%2Fpostgresql/casement', CASEMENT_TEST_CLOCK: '1', CASEMENT_PUBLIC_URL: 'https://cases.example.org/' })
    expect(settings).toMatchObject({ port: 0, home: '/srv/casement', databaseUrl: 'postgresql://me:secret@%2Frun%2Fpostgresql/casement', hasTestClock: true, publicUrl: 'https://cases.example.org' })
  })

  test('that are wrong are named together, each with what it must be, and no secret is shown', () => {
    const wrong = { PORT: '70000', CASEMENT_LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://me:secret@host/casement', CASEMENT_POSTGRES_BIN: '/no/such/folder' }
    const message = messageOf(wrong)
    expect(message.split('\n')).toEqual([
      '4 settings are wrong:',
      '  PORT must be a whole number from 0 to 65535; it is "70000"',
      '  DATABASE_URL must be postgresql://user:password@host:5432/database (a socket folder as host: %2Frun%2Fpostgresql)',
      '  CASEMENT_POSTGRES_BIN must be the full path of a folder that holds initdb and postgres; it is "/no/such/folder"',
      '  CASEMENT_LOG_LEVEL must be fatal, error, warn, info, debug or silent; it is "loud"',
    ])
    expect(message).not.toContain('secret')
  })

  test.each([
    [{ PORT: '3000x' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ DATABASE_URL: 'postgresql://host' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'casement' }, 'DATABASE_URL'],
    [{ CASEMENT_TEST_CLOCK: 'yes' }, 'CASEMENT_TEST_CLOCK'],
    [{ CASEMENT_HOST: 'http://localhost' }, 'CASEMENT_HOST'],
    [{ CASEMENT_PUBLIC_URL: 'javascript:alert(1)' }, 'CASEMENT_PUBLIC_URL'],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV'],
    [{ NODE_ENV: 'production', CASEMENT_TEST_CLOCK: '1' }, 'CASEMENT_TEST_CLOCK must not be 1 where NODE_ENV is production'],
    [{ CASEMENT_APP_DATABASE_URL: 'postgresql://a:b@c/d' }, 'CASEMENT_APP_DATABASE_URL needs DATABASE_URL beside it'],
  ])('such as %j are refused', (environment, named) => {
    expect(messageOf(environment)).toContain(named)
  })

  test('that do not exist are found by how they begin', () => {
    expect(findUnknownSettings({ PROT: '1', CASEMENT_PROT: '1', CASEMENT_HOME: '/srv', CASEMENT_LOG: '', CASEMENT_LAUNCHER: '7', DATABASE_URL: 'x' })).toEqual(['CASEMENT_LOG', 'CASEMENT_PROT'])
  })

  test('are all explained', () => {
    for (const { name, meaning, expects } of Object.values(SETTINGS)) {
      expect(name).toMatch(/^[A-Z_]+$/)
      expect(meaning).toMatch(/^[A-Z].+\.$/)
      expect(expects).not.toBe('')
    }
  })
})

function messageOf(environment: Record<string, string>): string {
  try {
    readSettings(environment)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return ''
}
