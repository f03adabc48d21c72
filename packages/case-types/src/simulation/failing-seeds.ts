/**
 * Cases in which a simulation once found something wrong, kept so that each stays mended: the seed of the case, and what it was.
 * With more commands to choose from a seed lives another life, so what was found also stands as a test of its own.
 */
export const failingSeeds: { caseType: string; seed: number; was: string }[] = [
  { caseType: 'complaint', seed: 221_733, was: 'work that would have come round was cancelled, and only cancelling ends the case' },
]
