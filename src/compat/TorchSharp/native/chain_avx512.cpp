// 32 registers of 16 numbers.
#define KERNELS avx512
#define VECTOR_BYTES 64
#define TILE 12
#define GRADIENT_ROWS 3, 5, 2
#define PANEL 4
#define PRODUCT_ROWS 12, 12, 8, 6
#define FEW 8
#define MANY 3
#include "chain_kernels.inc"
