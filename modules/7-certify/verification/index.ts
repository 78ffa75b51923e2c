export { verdicts, type Checked, type Verdict, type VerifyFile } from './model.ts'
export { checkByCode, checkByDigest, checkByNumber } from './operations.ts'
