import { edgesOf } from '../scan/imports.ts'
import { placeOf, positionOf } from '../scan/place.ts'
import { type Check, whereOf } from './check.ts'

const ways = '后面的模块要参与时：由外键拒绝并写好说法；或把这个动作放到后面的模块；或发出事件由后面的模块回应。'

/** Rule 1: a module uses only what stands above it in modules/lifecycle.ts. Tests too, and type-only imports. */
export const onlyUpwards: Check = {
  name: 'only-upwards',
  find: (tree) => {
    const listed = new Set(tree.lifecycle)
    const places = tree.files.map((file) => placeOf(file.path)).filter((place) => place.kind === 'module')
    const unlisted = [...new Set(places.map((place) => place.folder))].filter((folder) => !listed.has(folder))
    const downwards = edgesOf(tree).filter(({ at, to }) => {
      if (at.kind !== 'module' || to.kind !== 'file' || to.place.kind !== 'module') return false
      if (at.folder === to.place.folder || !listed.has(at.folder)) return false
      return positionOf(tree, to.place.folder) > positionOf(tree, at.folder)
    })
    return [
      ...unlisted.map((folder) => `modules/${folder}：不在 modules/lifecycle.ts 的目录里；先在那里给它一个位置。`),
      ...downwards.map((edge) => `${whereOf(edge)}：${edge.import.specifier} 排在本模块之后，不能引用。${ways}`),
    ]
  },
}
