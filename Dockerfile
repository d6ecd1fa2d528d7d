# syntax=docker/dockerfile:1
# Node 24.22.1 or newer: Node 20 no longer gets security fixes.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM ${NODE_IMAGE}
WORKDIR /app
# HOSTNAME is set to the container's id otherwise, and the server would listen on that alone.
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000 TZ=UTC NEXT_TELEMETRY_DISABLED=1
# Owned by root and run by another: the server cannot change its own code.
COPY --from=build /app/.next/standalone ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# DATABASE_URL and APP_SECRET are required; migrations run as the server starts.
# The flag: lib/launcher/server-flags.ts.
CMD ["node", "--max-semi-space-size=64", "server.js"]
