import { buildApp } from "./build-app";

// npm run build: always builds, as a build that was asked for should.
await buildApp(process.cwd());
