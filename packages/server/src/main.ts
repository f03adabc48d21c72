import { type GivenOptions, type Options, readArguments } from './cli/read-arguments.ts'
import { OperatorError } from './operator-error.ts'

interface Command<O extends Options> {
  takes?: string
  options?: O
  /** The most words that are no options; none when not said. */
  words?: number
  summary: string
  load: () => Promise<(words: string[], options: GivenOptions<O>) => Promise<void>>
}

/** Every command of `casement`, with what it takes and the line that `casement help` shows; each lies in cli/ under its name. */
const COMMANDS = new Map([
  command('serve', { summary: 'serve the web pages and the API, and do the background work', load: async () => (await import('./cli/serve.ts')).serve }),
  command('work', { summary: 'do the background work only', load: async () => (await import('./cli/work.ts')).work }),
  command('migrate', { summary: 'bring the database to the schema of this version', load: async () => (await import('./cli/migrate.ts')).migrateDatabase }),
  command('demo', {
    takes: '[--today DATE] [--size HOMES]', options: { today: { type: 'string' }, size: { type: 'string' } },
    summary: 'make the demonstration landlord', load: async () => (await import('./cli/demo.ts')).demo,
  }),
  command('check-case-types', {
    takes: '[FILE…]', words: Infinity,
    summary: 'name everything wrong with case types, or with the library', load: async () => (await import('./cli/check-case-types.ts')).checkCaseTypes,
  }),
  command('simulate', {
    takes: '[ID or FILE] [--years N] [--seed N] [--case N] [--from DATE] [--json]', words: 1,
    options: { years: { type: 'string' }, seed: { type: 'string' }, case: { type: 'string' }, from: { type: 'string' }, json: { type: 'boolean' } },
    summary: 'live many cases of a case type by chance, and look whether everything holds', load: async () => (await import('./cli/simulate.ts')).simulateCases,
  }),
  command('import', {
    takes: 'log FILE [--case-type ID] [--mapping FILE] [--landlord NAME] [--dry-run], or case-type FILE, calendar FILE or fragment FILE [--landlord NAME]', words: 2,
    options: { 'case-type': { type: 'string' }, mapping: { type: 'string' }, landlord: { type: 'string' }, 'dry-run': { type: 'boolean' } },
    summary: 'import an event log, or publish a case type, a calendar or a fragment', load: async () => (await import('./cli/import.ts')).importData,
  }),
  command('clock', {
    takes: 'FILE [--json]', words: 1, options: { json: { type: 'boolean' } },
    summary: 'work out due dates from a file of calendars, rules and what happened, and show the working', load: async () => (await import('./cli/clock.ts')).clock,
  }),
  command('diff-case-type', {
    takes: 'OLD NEW', words: 2,
    summary: 'say what differs between two versions of a case type', load: async () => (await import('./cli/diff-case-type.ts')).diffCaseType,
  }),
  command('move-cases', {
    takes: 'TYPE --from VERSION --to VERSION [--map FILE] [--team TEAM] [--opened-before DATE] [--refs REF,REF] [--first N] [--release REASON] [--landlord NAME]; or TYPE --way-back RELEASE [--map FILE] [--release REASON]; or TYPE --stop RELEASE', words: 1,
    options: { stop: { type: 'string' }, 'way-back': { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, map: { type: 'string' }, team: { type: 'string' }, 'opened-before': { type: 'string' }, refs: { type: 'string' }, first: { type: 'string' }, release: { type: 'string' }, landlord: { type: 'string' } },
    summary: 'say what moving live cases to another version would be, or move them', load: async () => (await import('./cli/move-cases.ts')).moveCases,
  }),
  command('webhook', {
    takes: 'NAME URL [--landlord NAME] [--private]', words: 2, options: { landlord: { type: 'string' }, private: { type: 'boolean' } },
    summary: 'say where another system is that case types tell, and give it a secret', load: async () => (await import('./cli/webhook.ts')).setWebhook,
  }),
  command('verify', { summary: 'check every case against its events, and name what was changed by another way', load: async () => (await import('./cli/verify.ts')).verify }),
  command('doctor', { summary: 'say what is set, what is wrong, and what to do', load: async () => (await import('./cli/doctor.ts')).doctor }),
])

process.exitCode = await runCommand(process.argv.slice(2))
process.exit()

/** Reads the arguments before anything of the command is loaded: what is written wrong does nothing. */
function command<const O extends Options>(name: string, { takes, options, words, summary, load }: Command<O>) {
  const run = async (args: string[]) => {
    const given = readArguments(args, { name, takes, options, words })
    return (await load())(given.words, given.options)
  }
  return [name, { takes, summary, run }] as const
}

async function runCommand([name = 'help', ...args]: string[]): Promise<number> {
  const command = COMMANDS.get(name)
  if (command === undefined) return explain(name)
  try {
    await command.run(args)
    return 0
  } catch (error) {
    console.error(describe(error))
    return 1
  }
}

function explain(name: string): number {
  const list = [...COMMANDS].flatMap(([command, { takes, summary }]) => [`  casement ${command}${takes === undefined ? '' : ` ${takes}`}`, `      ${summary}`])
  const asked = ['help', '--help', '-h'].includes(name)
  const lines = [...(asked ? [] : [`There is no command "${name}".`]), 'Commands:', ...list]
  console[asked ? 'log' : 'error'](lines.join('\n'))
  return asked ? 0 : 1
}

/** What the operator can put right is said in two sentences; anything else is a fault of Casement, with its stack. */
function describe(error: unknown): string {
  if (error instanceof OperatorError) return `\ncasement: ${error.message}\n  What to do: ${error.remedy}\n`
  return `casement: this is a fault in Casement; please report it.\n${error instanceof Error ? error.stack : String(error)}`
}
