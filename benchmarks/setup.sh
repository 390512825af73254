#!/usr/bin/env bash
# Installs the engines we are compared with under benchmarks/.peers, apart from the project's own packages.
# A second call does nothing unless the pinned versions changed. An engine that will not install is left
# out, and the run says so.
set -u
# PYTHON may be given from where the caller stands.
python=$(realpath --no-symlinks "${PYTHON:-$(dirname "$0")/../.venv/bin/python}")
cd "$(dirname "$0")" || exit 1
version=$("$python" -c 'import sys; print(sys.version_info[:2])') || exit 1
wanted=$(cat peers.txt node/package.json; echo "$version")
[ "$(cat .peers/installed 2>/dev/null)" = "$wanted" ] && exit 0
rm -rf .peers && mkdir -p .peers/python .peers/node

# No cache and no compiler flags: a cached wheel of durable-rules may be one that was built with optimisation,
# and "stock" means what a plain installation builds.
unset CPPFLAGS
while read -r package; do
    "$python" -m pip install --quiet --no-cache-dir --target .peers/python "$package" \
        || echo "not installed: $package" >&2
done < peers.txt

cp node/package.json .peers/node/
if command -v npm > /dev/null; then
    (cd .peers/node && npm install --silent --no-package-lock --no-audit --no-fund) \
        || echo "not installed: the Node engines" >&2
else
    echo "no npm: the Node engines are left out" >&2
fi
echo "$wanted" > .peers/installed
