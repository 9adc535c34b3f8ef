// 16 registers of 8 numbers: a block takes two.
#define KERNELS avx2
#define VECTOR_BYTES 32
#define TILE 6
#define GRADIENT_ROWS 2, 1, 1
#define PANEL 1
#define PRODUCT_ROWS 6
#define FEW 4
#define MANY 1
#include "chain_kernels.inc"
