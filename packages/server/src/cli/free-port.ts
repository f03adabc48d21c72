import { createServer } from 'node:net'
import { OperatorError } from '../operator-error.ts'
import type { Settings } from '../settings.ts'

/** Says why the port of these settings cannot be listened on; undefined when it can. */
export function findPortProblem({ port, host }: Pick<Settings, 'port' | 'host'>): Promise<OperatorError | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (cause) => resolve(describe({ port, host }, cause)))
    probe.listen({ port, host }, () => probe.close(() => resolve(undefined)))
  })
}

/** Whether something listens there already. */
export function isInUse({ cause }: OperatorError): boolean {
  return codeOf(cause) === 'EADDRINUSE'
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined
}

function describe({ port, host }: { port: number; host: string }, cause: Error): OperatorError {
  const code = codeOf(cause)
  const nextPort = port < 65535 ? port + 1 : port - 1
  if (code === 'EADDRINUSE') {
    return new OperatorError(`Port ${port} is in use by another program.`, `Stop that program, or choose another port: PORT=${nextPort} npm start. Nothing was changed.`, { cause })
  }
  if (code === 'EACCES') {
    return new OperatorError(`This user may not listen on port ${port}.`, 'Choose a port above 1023: PORT=3000 npm start. Nothing was changed.', { cause })
  }
  return new OperatorError(`Casement cannot listen on ${host}, port ${port}: ${cause.message}.`, 'Correct CASEMENT_HOST and PORT. Nothing was changed.', { cause })
}
