import { buildApp } from "./build-app";

// npm run build: always builds, as a build that was asked for should.
try {
  await buildApp(process.cwd());
} catch (error) {
  console.error(`flatpay: ${(error as Error).message}`);
  process.exitCode = 1;
}
