#!/usr/bin/env bash
# Prints the node of another major version than the one on the PATH, of the two that must run the suite: 20, the least that
# package.json admits, and that of the image. NODE_OTHER names it; else it is looked for where version managers put theirs.
cd "$(dirname "$0")/.."
image=$(grep -oE '^FROM node:[0-9]+' Dockerfile | head -1 | grep -oE '[0-9]+$')
major() { "$1" -p 'process.versions.node.split(".")[0]' 2>/dev/null; }
here=$(major node)
shopt -s nullglob
for node in ${NODE_OTHER:+"$NODE_OTHER"} \
  /usr/local/bin/node{20,"$image"} /opt/node*/bin/node /usr/local/node*/bin/node /usr/local/n/versions/node/*/bin/node \
  "$HOME"/.nvm/versions/node/*/bin/node "$HOME"/.local/share/fnm/node-versions/*/installation/bin/node \
  "$HOME"/.volta/tools/image/node/*/bin/node "${HOSTEDTOOLCACHE:-/opt/hostedtoolcache}"/node/*/*/bin/node; do
  [ -x "$node" ] || continue
  found=$(major "$node")
  if [ "$found" != "$here" ] && { [ "$found" = 20 ] || [ "$found" = "$image" ]; }; then
    echo "$node"
    exit 0
  fi
done
exit 1
