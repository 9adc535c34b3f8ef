#!/usr/bin/env bash
# Fetches ONNX Runtime's shared library for this machine into .edgenas/native, from npm's onnxruntime-node (which carries Linux x64 and arm64).
set -euo pipefail

version=1.30.0

usage() {
  cat <<TEXT
usage: scripts/setup.d/onnxruntime.sh [--check] [--arch x64|arm64] [--to DIR]

Puts libonnxruntime.so.1 (ONNX Runtime $version) into .edgenas/native, with a file libonnxruntime.version beside it.
Does nothing where that version is already there. Needs npm, tar, and a reachable npm registry.

  --check   only say by the exit status whether it is there
  --arch    for another architecture than this machine's
  --to DIR  into another folder
TEXT
}

fail() { echo "onnxruntime.sh: $*" >&2; exit 1; }

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
native="$root/.edgenas/native" check=false arch=''
while (($#)); do
  case $1 in
    --check) check=true ;;
    --arch) arch=${2:?--arch needs x64 or arm64}; shift ;;
    --to) native=${2:?--to needs a folder}; shift ;;
    -h | --help) usage; exit ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done
if [[ -z $arch ]]; then
  case "$(uname -s)/$(uname -m)" in
    Linux/x86_64) arch=x64 ;;
    Linux/aarch64) arch=arm64 ;;
    *) fail "no ONNX Runtime library for $(uname -s)/$(uname -m): Linux on x86_64 or aarch64 is needed" ;;
  esac
fi
[[ $arch == x64 || $arch == arm64 ]] || fail "no ONNX Runtime library for '$arch': x64 and arm64 are known"

library="$native/libonnxruntime.so.1"
marker="$native/libonnxruntime.version"
wanted="onnxruntime-node $version linux/$arch"

if [[ -s "$library" && -f "$marker" && "$(cat "$marker")" == "$wanted" ]]; then
  $check || echo "ONNX Runtime $version ($arch): already there"
  exit 0
fi

! $check || exit 1
command -v npm > /dev/null || fail "npm is missing: install it (Debian: apt-get install npm) and run this again"
mkdir -p "$native"
# Inside the target folder, so that the last step is a rename on one file system: nobody ever sees half a library.
work=$(mktemp -d "$native/.onnxruntime.XXXXXX")
trap 'rm -rf "$work"' EXIT

echo "ONNX Runtime $version ($arch): fetching onnxruntime-node@$version"
(cd "$work" && npm pack --silent "onnxruntime-node@$version" > pack.log 2>&1) \
  || fail "'npm pack onnxruntime-node@$version' failed: $(cat "$work/pack.log")"
tarball="$work/onnxruntime-node-$version.tgz"
[[ -s "$tarball" ]] || fail "'npm pack onnxruntime-node@$version' left no onnxruntime-node-$version.tgz"
member=$(tar -tzf "$tarball" | grep -E "^package/bin/napi-v[0-9]+/linux/$arch/libonnxruntime\.so\.1$" || true)
[[ -n "$member" && "$member" != *$'\n'* ]] || fail "onnxruntime-node $version has no single libonnxruntime.so.1 for linux/$arch"
tar -xzf "$tarball" -C "$work" "$member"

# The marker goes before the new library comes, so that an interruption leaves a state that is fetched again.
rm -f "$marker"
chmod 644 "$work/$member"
touch "$work/$member"
mv -f "$work/$member" "$library"
printf '%s\n' "$wanted" > "$work/version"
mv -f "$work/version" "$marker"
echo "ONNX Runtime $version ($arch): $library"
