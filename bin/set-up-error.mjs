/** Something that the person at the keyboard can put right: what is wrong, and what to do. */
export class SetUpError extends Error {
  constructor(problem, remedy) {
    super(problem)
    this.remedy = remedy
  }
}
