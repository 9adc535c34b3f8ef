// Random streams: the same generators as PyTorch's, so that a seed gives the same numbers in both.
#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>

using namespace edgenas;

using GeneratorHandle = at::Generator*;

static Optional<at::Generator> generator_or_default(GeneratorHandle generator) {
  if (!generator) return {};
  return *generator;
}

ENT_API GeneratorHandle ent_generator(uint64_t seed) {
  try {
    return new at::Generator(at::detail::createCPUGenerator(seed));
  } catch (...) {
    keep_error();
    return nullptr;
  }
}

ENT_API GeneratorHandle ent_default_generator() {
  try {
    return new at::Generator(at::detail::getDefaultCPUGenerator());
  } catch (...) {
    keep_error();
    return nullptr;
  }
}

ENT_API void ent_generator_free(GeneratorHandle generator) { delete generator; }

ENT_API int32_t ent_generator_manual_seed(GeneratorHandle generator, int64_t seed) {
  return status([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_current_seed(static_cast<uint64_t>(seed));
  });
}

ENT_API int64_t ent_generator_initial_seed(GeneratorHandle generator) { return static_cast<int64_t>(generator->current_seed()); }

ENT_API int64_t ent_generator_seed(GeneratorHandle generator) {
  std::lock_guard<std::mutex> lock(generator->mutex());
  return static_cast<int64_t>(generator->seed());
}

ENT_API Handle ent_generator_get_state(GeneratorHandle generator) { return result([&] { return generator->get_state(); }); }

ENT_API int32_t ent_generator_set_state(GeneratorHandle generator, Handle state) {
  return status([&] { generator->set_state(*state); });
}

// Every device's default generator.
ENT_API int32_t ent_manual_seed(int64_t seed) { return status([&] { at::manual_seed(static_cast<uint64_t>(seed)); }); }

ENT_API Handle ent_rand(const int64_t* sizes, int32_t n, GeneratorHandle generator, Placement at) {
  return result([&] { return at::rand(ints(sizes, n), generator_or_default(generator), at.options()); });
}

ENT_API Handle ent_randn(const int64_t* sizes, int32_t n, GeneratorHandle generator, Placement at) {
  return result([&] { return at::randn(ints(sizes, n), generator_or_default(generator), at.options()); });
}

ENT_API Handle ent_randint(int64_t low, int64_t high, const int64_t* sizes, int32_t n, GeneratorHandle generator, Placement at) {
  return result([&] { return at::randint(low, high, ints(sizes, n), generator_or_default(generator), at.options()); });
}

ENT_API Handle ent_randperm(int64_t n, GeneratorHandle generator, Placement at) {
  return result([&] { return at::randperm(n, generator_or_default(generator), at.options()); });
}

ENT_API Handle ent_bernoulli(Handle t, GeneratorHandle generator) { return result([&] { return at::bernoulli(*t, generator_or_default(generator)); }); }

ENT_API Handle ent_multinomial(Handle t, int64_t samples, int32_t replacement, GeneratorHandle generator) {
  return result([&] { return at::multinomial(*t, samples, replacement != 0, generator_or_default(generator)); });
}

ENT_API int32_t ent_uniform_(Handle t, double from, double to, GeneratorHandle generator) {
  return status([&] { t->uniform_(from, to, generator_or_default(generator)); });
}

ENT_API int32_t ent_normal_(Handle t, double mean, double deviation, GeneratorHandle generator) {
  return status([&] { t->normal_(mean, deviation, generator_or_default(generator)); });
}

ENT_API int32_t ent_bernoulli_(Handle t, double p, GeneratorHandle generator) {
  return status([&] { t->bernoulli_(p, generator_or_default(generator)); });
}

ENT_API int32_t ent_exponential_(Handle t, double lambda, GeneratorHandle generator) {
  return status([&] { t->exponential_(lambda, generator_or_default(generator)); });
}

ENT_API int32_t ent_random_(Handle t, int64_t from, int64_t to, GeneratorHandle generator) {
  return status([&] { t->random_(from, to, generator_or_default(generator)); });
}
