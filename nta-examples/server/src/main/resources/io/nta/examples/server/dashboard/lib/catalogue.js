/** What the features are called, mean and are measured in: the server's catalogue, asked for once. */
import { get } from './api.js';

let asked = null;

/** Returns the catalogue's features by name, in its order. */
export function catalogue() {
  asked ??= get('/api/catalogue').then(
    (answer) => new Map(answer.features.map((feature) => [feature.name, feature])),
    (failure) => {
      asked = null;
      throw failure;
    },
  );
  return asked;
}

/** Returns the catalogue's features by group. */
export function grouped(features) {
  const groups = new Map();
  for (const feature of features.values()) {
    groups.set(feature.group, [...(groups.get(feature.group) ?? []), feature]);
  }
  return groups;
}
