# One image for every role: `quarterly web`, `quarterly worker`, or `quarterly up` for all in one.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Without scripts: `prepare` compiles, and the sources come only after this layer, which changes seldom.
RUN npm ci --ignore-scripts
COPY bin bin
COPY scripts scripts
COPY src src
COPY subscribers subscribers
COPY templates templates
COPY workers workers
COPY tsconfig.json ./
RUN npm run build && npm prune --omit=dev --ignore-scripts
# Proves that what is left runs, and makes the links between libraries that the embedded PostgreSQL's install script would
# have made: the user below may not write there.
RUN DATA_DIR=/tmp/data node bin/quarterly.js migrate

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    NODE_OPTIONS=--max-old-space-size=512 \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/bin bin
COPY LICENSE ./
COPY sample sample
# The embedded PostgreSQL stays in the image (about 50 MB): without DATABASE_URL, one container is a whole installation.
RUN ln -s /app/bin/quarterly.js /usr/local/bin/quarterly \
 && chmod 755 /app/bin/quarterly.js \
 && install -d -o node -g node /data /journal
# For `edition pdf`. Docker's seccomp profile leaves Chromium no sandbox of its own: the container, which has no rights, is it,
# and the only page that is opened is ours.
ARG WITH_CHROMIUM=no
RUN if [ "$WITH_CHROMIUM" = yes ]; then \
      apt-get update && apt-get install -y --no-install-recommends chromium fonts-liberation \
      && rm -rf /var/lib/apt/lists/* \
      && printf '#!/bin/sh\nHOME=/tmp exec /usr/bin/chromium --no-sandbox --disable-dev-shm-usage "$@"\n' > /usr/local/bin/chromium \
      && chmod 755 /usr/local/bin/chromium; \
    fi
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["quarterly"]
CMD ["up"]
