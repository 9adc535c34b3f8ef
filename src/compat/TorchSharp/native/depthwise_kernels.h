// Depthwise convolution of channels-last float32 images on the CPU, one image and one block of 16 channels at a time.
// The same source (depthwise_kernels.inc) is compiled for several instruction sets; depthwise.cpp picks one at run time.
#pragma once

#include <cstdint>

namespace edgenas::depthwise {

constexpr int64_t kLanes = 16;      // channels of a block
constexpr int64_t kMaxKernel = 7;

struct Shape {
  int64_t height, width;            // of the input
  int64_t out_height, out_width;
  int64_t channels;                 // distance of neighbouring pixels, in numbers
  int64_t kernel, stride, padding;  // square, the same in both directions
};

// Pointers start at the block's first channel of an image; weights are [kernel²][16], aligned to 64 bytes. lanes: channels that the block really has.
// scratch holds at least scratch_floats(shape) numbers, aligned to 64 bytes.
struct Kernels {
  const char* name;
  void (*forward)(const Shape&, const float* input, const float* weights, float* output, int64_t lanes, float* scratch);
  void (*backward_input)(const Shape&, const float* grad_output, const float* weights, float* grad_input, int64_t lanes, float* scratch);
  // Adds to grad_weights.
  void (*backward_weights)(const Shape&, const float* input, const float* grad_output, float* grad_weights, int64_t lanes, float* scratch);
};

inline int64_t scratch_floats(const Shape& s) {
  int64_t widest = s.width + 2 * kMaxKernel + 2 * s.padding + 2;
  int64_t rows = s.kernel + 1 > s.out_height ? s.kernel + 1 : s.out_height;
  return rows * widest * kLanes;
}

extern const Kernels portable;
#if defined(__x86_64__)
extern const Kernels avx2;
extern const Kernels avx512;
#endif

}  // namespace edgenas::depthwise
