// Registers of 4 numbers: 16 of them in SSE2, 32 in NEON.
#define KERNELS portable
#define VECTOR_BYTES 16
#ifdef __aarch64__
#define TILE 6
#define PRODUCT_ROWS 6
#define FEW 4
#else
#define TILE 2
#define PRODUCT_ROWS 2
#define FEW 2
#endif
#define GRADIENT_ROWS 1, 1, 1
#define PANEL 1
#define MANY 1
#include "chain_kernels.inc"
