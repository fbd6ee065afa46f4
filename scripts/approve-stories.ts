import { groups } from '../test/stories/index.ts';
import { approve, pictureName, removeOthers } from '../test/stories/pictures/approved.ts';
import { camera } from '../test/stories/pictures/take.ts';
import { onStage } from './story-stage.ts';

// `npm run stories:approve` takes all pictures anew, `npm run stories:approve -- leaving editions/bare` only these.
const wanted = process.argv.slice(2);
const taken = new Set<string>();
let count = 0;
await onStage(async ({ world, browser }) => {
  const { take } = await camera(browser);
  for (const group of groups) {
    for (const story of group.stories) {
      const place = `${group.slug}/${story.name}`;
      if (wanted.length > 0 && !wanted.includes(group.slug) && !wanted.includes(place)) continue;
      for (const { look, picture } of await take({ group, story, world: await world.begin() })) {
        const named = { group: group.slug, name: story.name, look };
        taken.add(pictureName(named));
        if (await approve(named, picture)) count += 1;
      }
    }
  }
});
if (wanted.length === 0) removeOthers(taken);
console.log(
  `${count} pictures are new or look different. Look at them before you commit them: git diff --stat.`,
);
