// The sources below a folder that a part does not mutate: node eng/mutation-others.mjs CONFIG FOLDER
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [configPath, folder] = process.argv.slice(2);
const patterns = JSON.parse(readFileSync(configPath, 'utf8'))['stryker-config'].mutate;
// `**/` is any folders, `*` any letters of a name.
const matcher = pattern => new RegExp('^' + pattern.replace(/[.+^$(){}|[\]\\]/g, '\\$&').replace(/\*\*\//g, '§').replace(/\*/g, '[^/]*').replace(/§/g, '(.*/)?') + '$');
const wanted = patterns.filter(pattern => !pattern.startsWith('!')).map(matcher);
const unwanted = patterns.filter(pattern => pattern.startsWith('!')).map(pattern => matcher(pattern.slice(1)));
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && entry.name.endsWith('.cs') && !(wanted.some(pattern => pattern.test(path)) && !unwanted.some(pattern => pattern.test(path)))) {
    console.log(path);
  }
}
