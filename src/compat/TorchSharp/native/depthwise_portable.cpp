// Registers of 4 numbers: 16 of them in SSE2, 32 in NEON.
#define KERNELS portable
#define VECTOR_BYTES 16
#ifdef __aarch64__
#define TILE 6
#else
#define TILE 2
#endif
#define GRADIENT_ROWS 1, 1, 1
#include "depthwise_kernels.inc"
