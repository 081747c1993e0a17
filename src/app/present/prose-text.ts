import type { World } from '../../sim/index.ts';
import { type Block, type Inline, type Prose, sayFact } from '../../tutor/index.ts';

/** A run of a lesson's text without its marks, with the facts of a world put in. */
export function inlineText(runs: readonly Inline[], world: World): string {
  return runs
    .map((run) => {
      if (run.type === 'fact') return sayFact(world, run.name, run.args);
      return 'of' in run ? inlineText(run.of, world) : run.text;
    })
    .join('');
}

function blockText(block: Block, world: World): string {
  switch (block.type) {
    case 'paragraph':
      return inlineText(block.of, world);
    case 'list':
      return block.items.map((item) => `• ${proseText(item, world)}`).join('\n');
    case 'code':
      return block.lines.join('\n');
  }
}

/** A lesson's prose as plain text. */
export function proseText(prose: Prose, world: World): string {
  return prose.map((block) => blockText(block, world)).join('\n');
}
