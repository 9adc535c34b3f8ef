// 16 registers of 8 numbers: a block takes two.
#define KERNELS avx2
#define VECTOR_BYTES 32
#define TILE 6
#define GRADIENT_ROWS 2, 1, 1
#include "depthwise_kernels.inc"
