import { writeFileSync } from "node:fs";

// Preloaded through NODE_OPTIONS into the launcher and all it starts; only the server's number is wanted.
const file = process.env.E2E_SERVER_PID_FILE;
if (file && process.argv[1]?.endsWith("server.js")) writeFileSync(file, String(process.pid));
