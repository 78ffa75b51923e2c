import { type Edge, edgesOf } from '../scan/imports.ts'
import { type Check, whereOf } from './check.ts'

const goesTo = (edge: Edge, ...kinds: string[]) => edge.to.kind === 'file' && kinds.includes(edge.to.place.kind)

/** The kit serves every module and names none. A test of it may use a test world of seeds. */
export const kitKnowsNoModule: Check = {
  name: 'kit-knows-no-module',
  find: (tree) =>
    edgesOf(tree)
      .filter(
        (edge) =>
          edge.at.kind === 'kit' && goesTo(edge, 'module', 'contents', 'app', ...(edge.isTest ? [] : ['other'])),
      )
      .map(
        (edge) =>
          `${whereOf(edge)}：kit 引用了 ${edge.import.specifier}；kit 不认识任何模块，由调用者把需要的东西传进来。`,
      ),
}

/** Packages know nothing of this product. */
export const packagesStandAlone: Check = {
  name: 'packages-stand-alone',
  find: (tree) =>
    edgesOf(tree)
      .filter((edge) => edge.at.kind === 'package' && goesTo(edge, 'module', 'contents', 'app', 'kit', 'other'))
      .map(
        (edge) =>
          `${whereOf(edge)}：packages 里的东西引用了 ${edge.import.specifier}；它们不认识本产品，只能引用别的 packages。`,
      ),
}

const mayUseApps = new Set(['bin', 'journeys', 'bench', 'seeds'])

/** Apps stand at the end: one app starts another only through apps/server. */
export const nobodyUsesApps: Check = {
  name: 'nobody-uses-apps',
  find: (tree) =>
    edgesOf(tree)
      .filter(({ at, to }) => {
        if (to.kind !== 'file' || to.place.kind !== 'app') return false
        if (at.kind === 'other') return !mayUseApps.has(at.folder)
        return !(at.kind === 'app' && (at.name === to.place.name || at.name === 'server'))
      })
      .map(
        (edge) =>
          `${whereOf(edge)}：引用了应用 ${edge.import.specifier}；应用在最后，只有 bin、journeys、bench、seeds 可以用它。`,
      ),
}
