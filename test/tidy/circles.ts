/** Files that need one another to be loaded: whoever comes first finds the other half empty. */
import { importsOf, resolve, sources } from './imports.ts';
import type { Rule, Tree } from './tree.ts';

/** Which files of src each file of src takes values from; a component may hold itself. */
function valuesFrom(tree: Tree): ReadonlyMap<string, readonly string[]> {
  return new Map(
    sources(tree).map(([file, text]) => {
      const taken = importsOf(file, text).filter((one) => !one.typesOnly);
      const files = taken.map(({ target }) => resolve(file, target));
      return [file, files.filter((one) => one !== file && tree.files.has(one))];
    }),
  );
}

/** The shortest way along imports from a file back to itself; null: there is none. */
function circleOf(
  from: string,
  graph: ReadonlyMap<string, readonly string[]>,
): readonly string[] | null {
  const cameFrom = new Map<string, string>();
  const queue = [from];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const next of graph.get(at) ?? []) {
      if (next === from) {
        const way: string[] = [];
        for (let one: string | undefined = at; one !== undefined; one = cameFrom.get(one)) {
          way.unshift(one);
        }
        return [...way, from];
      }
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      queue.push(next);
    }
  }
  return null;
}

export const noCircles: Rule = {
  name: 'no files of src take values from one another in a circle',
  faults: (tree) => {
    const graph = valuesFrom(tree);
    const told = new Set<string>();
    return [...graph.keys()].flatMap((file) => {
      const circle = told.has(file) ? null : circleOf(file, graph);
      if (circle === null) return [];
      for (const one of circle) told.add(one);
      const way = circle.map((one) => one.slice('src/'.length)).join(' -> ');
      const says = `${way}: move what both need into a file of its own, or import a type`;
      return [{ file, line: 1, says }];
    });
  },
};
