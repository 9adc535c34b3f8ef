// Reductions, sorting, indexing.
#include "shim.h"

#include <ATen/TensorIndexing.h>

using namespace edgenas;

// Over all elements. op: 0 sum, 1 mean, 2 prod, 3 max, 4 min, 5 argmax, 6 argmin, 7 all, 8 any, 9 median.
ENT_API Handle ent_reduce(int32_t op, Handle t, int32_t dtype) {
  return result([&]() -> at::Tensor {
    switch (op) {
      case 0: return t->sum(dtype_or_none(dtype));
      case 1: return t->mean(dtype_or_none(dtype));
      case 2: return t->prod(dtype_or_none(dtype));
      case 3: return t->max();
      case 4: return t->min();
      case 5: return t->argmax();
      case 6: return t->argmin();
      case 7: return t->all();
      case 8: return t->any();
      case 9: return t->median();
      default: throw std::invalid_argument("unknown reduction number");
    }
  });
}

// Over some dimensions. op: 0 sum, 1 mean, 2 amax, 3 amin, 4 logsumexp.
ENT_API Handle ent_reduce_dims(int32_t op, Handle t, const int64_t* dims, int32_t n, int32_t keepdim, int32_t dtype) {
  return result([&]() -> at::Tensor {
    switch (op) {
      case 0: return t->sum(ints(dims, n), keepdim != 0, dtype_or_none(dtype));
      case 1: return t->mean(ints(dims, n), keepdim != 0, dtype_or_none(dtype));
      case 2: return at::amax(*t, ints(dims, n), keepdim != 0);
      case 3: return at::amin(*t, ints(dims, n), keepdim != 0);
      case 4: return at::logsumexp(*t, ints(dims, n), keepdim != 0);
      default: throw std::invalid_argument("unknown reduction number");
    }
  });
}

// Over one dimension. op: 0 argmax, 1 argmin, 2 all, 3 any, 4 prod.
ENT_API Handle ent_reduce_dim(int32_t op, Handle t, int64_t dim, int32_t keepdim, int32_t dtype) {
  return result([&]() -> at::Tensor {
    switch (op) {
      case 0: return t->argmax(dim, keepdim != 0);
      case 1: return t->argmin(dim, keepdim != 0);
      case 2: return t->all(dim, keepdim != 0);
      case 3: return t->any(dim, keepdim != 0);
      case 4: return t->prod(dim, keepdim != 0, dtype_or_none(dtype));
      default: throw std::invalid_argument("unknown reduction number");
    }
  });
}

// Variance, or its root; over all elements when n is negative.
ENT_API Handle ent_variance(Handle t, int32_t root, const int64_t* dims, int32_t n, int32_t unbiased, int32_t keepdim) {
  return result([&]() -> at::Tensor {
    if (n < 0) return root ? t->std(unbiased != 0) : t->var(unbiased != 0);
    return root ? t->std(ints(dims, n), unbiased != 0, keepdim != 0) : t->var(ints(dims, n), unbiased != 0, keepdim != 0);
  });
}

ENT_API Handle ent_norm(Handle t, double p) { return result([&] { return t->norm(p); }); }
ENT_API Handle ent_norm_dim(Handle t, int64_t dim, int32_t keepdim, double p) { return result([&] { return t->norm(at::Scalar(p), {dim}, keepdim != 0); }); }

static void give(std::tuple<at::Tensor, at::Tensor> both, Handle* values, Handle* indices) {
  *values = own(std::get<0>(std::move(both)));
  *indices = own(std::get<1>(std::move(both)));
}

ENT_API int32_t ent_max_dim(Handle t, int64_t dim, int32_t keepdim, Handle* values, Handle* indices) {
  return status([&] { give(t->max(dim, keepdim != 0), values, indices); });
}

ENT_API int32_t ent_min_dim(Handle t, int64_t dim, int32_t keepdim, Handle* values, Handle* indices) {
  return status([&] { give(t->min(dim, keepdim != 0), values, indices); });
}

ENT_API int32_t ent_topk(Handle t, int64_t k, int64_t dim, int32_t largest, int32_t sorted, Handle* values, Handle* indices) {
  return status([&] { give(t->topk(k, dim, largest != 0, sorted != 0), values, indices); });
}

ENT_API int32_t ent_sort(Handle t, int64_t dim, int32_t descending, int32_t stable, Handle* values, Handle* indices) {
  return status([&] { give(t->sort(Optional<bool>(stable != 0), dim, descending != 0), values, indices); });
}

ENT_API Handle ent_argsort(Handle t, int64_t dim, int32_t descending) { return result([&] { return t->argsort(dim, descending != 0); }); }

ENT_API Handle ent_unique(Handle t, int32_t sorted, int32_t want_inverse, int32_t want_counts, Handle* inverse, Handle* counts) {
  return result([&] {
    auto found = at::_unique2(*t, sorted != 0, want_inverse != 0, want_counts != 0);
    if (want_inverse) *inverse = own(std::get<1>(found));
    if (want_counts) *counts = own(std::get<2>(found));
    return std::get<0>(found);
  });
}

ENT_API Handle ent_bincount(Handle t, Handle weights, int64_t min_length) {
  return result([&] { return at::bincount(*t, tensor_or_none(weights), min_length); });
}

// ---- picking and placing ----
// Newer libtorch takes int32 for positions, older int64 only.
static at::Tensor whole(const at::Tensor& index) { return index.scalar_type() == at::kInt ? index.to(at::kLong) : index; }

ENT_API Handle ent_index_select(Handle t, int64_t dim, Handle index) { return result([&] { return t->index_select(dim, *index); }); }
ENT_API Handle ent_gather(Handle t, int64_t dim, Handle index) { return result([&] { return t->gather(dim, whole(*index)); }); }
ENT_API Handle ent_take(Handle t, Handle index) { return result([&] { return t->take(*index); }); }
ENT_API int32_t ent_scatter_(Handle t, int64_t dim, Handle index, Handle source) { return status([&] { t->scatter_(dim, *index, *source); }); }
ENT_API int32_t ent_scatter_add_(Handle t, int64_t dim, Handle index, Handle source) { return status([&] { t->scatter_add_(dim, *index, *source); }); }
ENT_API Handle ent_scatter(Handle t, int64_t dim, Handle index, Handle source) { return result([&] { return t->scatter(dim, *index, *source); }); }
ENT_API Handle ent_scatter_add(Handle t, int64_t dim, Handle index, Handle source) { return result([&] { return t->scatter_add(dim, *index, *source); }); }
ENT_API int32_t ent_index_copy_(Handle t, int64_t dim, Handle index, Handle source) { return status([&] { t->index_copy_(dim, *index, *source); }); }
ENT_API int32_t ent_index_fill_(Handle t, int64_t dim, Handle index, Number value) { return status([&] { t->index_fill_(dim, *index, value.scalar()); }); }
ENT_API Handle ent_masked_fill(Handle t, Handle mask, Number value) { return result([&] { return t->masked_fill(*mask, value.scalar()); }); }
ENT_API int32_t ent_masked_fill_(Handle t, Handle mask, Number value) { return status([&] { t->masked_fill_(*mask, value.scalar()); }); }

ENT_API int32_t ent_index_add_(Handle t, int64_t dim, Handle index, Handle source, Number alpha) {
  return status([&] { t->index_add_(dim, *index, *source, alpha.scalar()); });
}

ENT_API Handle ent_repeat_interleave(Handle t, int64_t repeats, int64_t dim) {
  return result([&] { return t->repeat_interleave(repeats, int_or_none(dim)); });
}

ENT_API Handle ent_one_hot(Handle t, int64_t classes) { return result([&] { return at::one_hot(*t, classes); }); }

// One place of an index expression. kind: 0 new axis, 1 ellipsis, 2 integer (a), 3 boolean (a), 4 slice a:b:c
// (INT64_MIN: left out), 5 tensor.
struct IndexPart {
  int64_t kind, a, b, c;
  Handle tensor;
};

static std::vector<at::indexing::TensorIndex> parse(const IndexPart* parts, int32_t n) {
  using at::indexing::Slice;
  using at::indexing::TensorIndex;
  std::vector<TensorIndex> list;
  list.reserve(n);
  for (int32_t i = 0; i < n; i++) {
    const IndexPart& part = parts[i];
    switch (part.kind) {
      case 0: list.emplace_back(at::indexing::None); break;
      case 1: list.emplace_back(at::indexing::Ellipsis); break;
      case 2: list.emplace_back(part.a); break;
      case 3: list.emplace_back(part.a != 0); break;
      case 4: {
        int64_t step = part.c == INT64_MIN ? 1 : part.c;
        list.emplace_back(Slice(part.a == INT64_MIN ? 0 : part.a, part.b == INT64_MIN ? INT64_MAX : part.b, step));
        break;
      }
      case 5:
        if (!part.tensor) throw std::invalid_argument("an index tensor is null");
        list.emplace_back(whole(*part.tensor));
        break;
      default: throw std::invalid_argument("unknown kind of index");
    }
  }
  return list;
}

ENT_API Handle ent_index(Handle t, const IndexPart* parts, int32_t n) { return result([&] { return t->index(parse(parts, n)); }); }
ENT_API int32_t ent_index_put_(Handle t, const IndexPart* parts, int32_t n, Handle value) { return status([&] { t->index_put_(parse(parts, n), *value); }); }
ENT_API int32_t ent_index_put_number_(Handle t, const IndexPart* parts, int32_t n, Number value) { return status([&] { t->index_put_(parse(parts, n), value.scalar()); }); }
