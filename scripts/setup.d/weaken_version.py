#!/usr/bin/env python3
"""Marks a symbol version that a shared library needs as weak: the loader then goes on without it.

usage: weaken_version.py LIBRARY VERSION     changes the file in its place; its time stays, so that builds don't copy it again
"""
import os
import struct
import sys

SECTION_VERSION_NEEDED = 0x6FFFFFFE
WEAK = 2


def elf_hash(name):
    value = 0
    for byte in name.encode():
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ (high >> 24)) & ~high
    return value & 0xFFFFFFFF


def weaken(data, version):
    (sections_at,) = struct.unpack_from("<Q", data, 0x28)
    size, count = struct.unpack_from("<HH", data, 0x3A)
    for i in range(count):
        _, kind, _, _, offset, _, _, files, _, _ = struct.unpack_from("<IIQQQQIIQQ", data, sections_at + i * size)
        if kind != SECTION_VERSION_NEEDED:
            continue
        for _ in range(files):
            _, versions, _, first, following = struct.unpack_from("<HHIII", data, offset)
            at = offset + first
            for _ in range(versions):
                (found,) = struct.unpack_from("<I", data, at)
                if found == elf_hash(version):
                    struct.pack_into("<H", data, at + 4, WEAK)
                at += struct.unpack_from("<I", data, at + 12)[0]
            offset += following


path, name = sys.argv[1:]
times = os.stat(path)
with open(path, "rb") as file:
    content = bytearray(file.read())
weaken(content, name)
with open(path + ".new", "wb") as file:
    file.write(content)
os.chmod(path + ".new", 0o755)
os.utime(path + ".new", ns=(times.st_atime_ns, times.st_mtime_ns))
os.replace(path + ".new", path)
