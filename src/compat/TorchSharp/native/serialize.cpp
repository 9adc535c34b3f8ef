// Single tensors in libtorch's own file format.
#include "shim.h"

#include <torch/serialize.h>

using namespace edgenas;

ENT_API int32_t ent_save(Handle t, const char* path) {
  return status([&] { torch::save(*t, std::string(path)); });
}

ENT_API Handle ent_load(const char* path) {
  return result([&] {
    at::Tensor loaded;
    torch::load(loaded, std::string(path));
    return loaded;
  });
}
