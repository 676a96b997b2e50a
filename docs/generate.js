// Writes the documents that are made from the sources: .env.example and docs/errors.md. Run `npm run build` first.
import { writeFileSync } from 'node:fs';
import { envExample } from '../dist/src/platform/config/env-example.js';
import { errorsGuide } from '../dist/src/platform/http/problems/errors-guide.js';

writeFileSync('.env.example', envExample());
writeFileSync('docs/errors.md', errorsGuide());
