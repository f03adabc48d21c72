/** Something the person who runs Casement can put right. Printed as two sentences without a stack; exit code 1. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
  readonly remedy: string

  constructor(problem: string, remedy: string, options?: ErrorOptions) {
    super(problem, options)
    this.remedy = remedy
  }
}
