#!/usr/bin/env bash
# Builds libedgenas_torch.so into .edgenas/native/ of the repository; does nothing when sources and libtorch are unchanged.
# usage: build.sh [--force | --check]     --check: only say by the exit status whether it is built
# environment: LIBTORCH   root of a libtorch or of an installed torch wheel; without it the system's (Debian: libtorch-dev)
#              EDGENAS_NATIVE   folder to install into
set -euo pipefail

case ${1:-} in
  -h | --help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
  --force) force=1 check= ;;
  --check) force= check=1 ;;
  '') force= check= ;;
  *) echo "build.sh: unknown argument '$1'; see build.sh --help" >&2; exit 2 ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
target=${EDGENAS_NATIVE:-$root/.edgenas/native}
work=$root/.build/native-torch
libtorch=${LIBTORCH:-}

if [[ -n $libtorch ]]; then
  header=$libtorch/include/torch/csrc/api/include/torch/version.h
else
  header=/usr/include/torch/csrc/api/include/torch/version.h
fi
if [[ ! -f $header ]]; then
  [[ -z $check ]] || exit 1
  echo "build.sh: no libtorch: $header is missing. Install libtorch-dev, or set LIBTORCH to the root of a libtorch." >&2
  exit 1
fi
for tool in g++ cmake; do
  command -v "$tool" >/dev/null || { echo "build.sh: $tool is missing. Install it (Debian: apt-get install g++ cmake make)." >&2; exit 1; }
done

stamp=$(cat "$here"/*.cpp "$here"/*.h "$here"/*.inc "$here/CMakeLists.txt" "$header" <(echo "$libtorch") | sha256sum | cut -d' ' -f1)
if [[ -z $force && -f $target/libedgenas_torch.so && $(cat "$target/libedgenas_torch.stamp" 2>/dev/null) == "$stamp" ]]; then
  exit 0
fi
[[ -z $check ]] || exit 1

echo "==> building libedgenas_torch.so against ${libtorch:-libtorch of the system}"
# A folder that was moved or copied keeps cmake's cache of where it was.
grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$here" "$work/CMakeCache.txt" || rm -rf "$work"
mkdir -p "$target" "$work"
cmake -S "$here" -B "$work" -DLIBTORCH="$libtorch" -DCMAKE_BUILD_TYPE=Release >"$work/configure.log" ||
  { cat "$work/configure.log" >&2; echo "build.sh: cmake failed; its log is $work/configure.log" >&2; exit 1; }
cmake --build "$work" --parallel "$(nproc)" >"$work/build.log" 2>&1 ||
  { tail -n 60 "$work/build.log" >&2; echo "build.sh: the compiler failed; its log is $work/build.log" >&2; exit 1; }
# A new file in place of the old one: a running process keeps what it has mapped.
cp "$work/libedgenas_torch.so" "$target/libedgenas_torch.so.new"
mv "$target/libedgenas_torch.so.new" "$target/libedgenas_torch.so"
echo "$stamp" >"$target/libedgenas_torch.stamp"
