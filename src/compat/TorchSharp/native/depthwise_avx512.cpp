// 32 registers of 16 numbers.
#define KERNELS avx512
#define VECTOR_BYTES 64
#define TILE 12
#define GRADIENT_ROWS 3, 5, 2
#include "depthwise_kernels.inc"
