import { OperatorError } from './operator-error.ts'

type Run = (args: string[]) => Promise<void>

/** Every command of `casement`, with the line that `casement help` shows; each lies in cli/ under its name. */
const COMMANDS: Record<string, { summary: string; load: () => Promise<Run> }> = {
  serve: { summary: 'serve the web pages and the API, and do the background work', load: async () => (await import('./cli/serve.ts')).serve },
  work: { summary: 'do the background work only', load: async () => (await import('./cli/work.ts')).work },
  migrate: { summary: 'bring the database to the schema of this version', load: async () => (await import('./cli/migrate.ts')).migrateDatabase },
  demo: { summary: 'make the demonstration landlord: [--today DATE] [--size HOMES]', load: async () => (await import('./cli/demo.ts')).demo },
  'check-case-types': { summary: 'name everything wrong with case types: FILE…, or the library', load: async () => (await import('./cli/check-case-types.ts')).checkCaseTypes },
  import: { summary: 'import an event log: log FILE [--case-type ID] [--mapping FILE] [--dry-run]', load: async () => (await import('./cli/import.ts')).importData },
  verify: { summary: 'check every case against its events, and name what was changed by another way', load: async () => (await import('./cli/verify.ts')).verify },
  doctor: { summary: 'say what is set, what is wrong, and what to do', load: async () => (await import('./cli/doctor.ts')).doctor },
}

process.exitCode = await runCommand(process.argv.slice(2))
process.exit()

async function runCommand([name = 'help', ...args]: string[]): Promise<number> {
  const command = COMMANDS[name]
  if (command === undefined) return explain(name)
  try {
    const run = await command.load()
    await run(args)
    return 0
  } catch (error) {
    console.error(describe(error))
    return 1
  }
}

function explain(name: string): number {
  const list = Object.entries(COMMANDS).map(([command, { summary }]) => `  casement ${command.padEnd(18)} ${summary}`)
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
