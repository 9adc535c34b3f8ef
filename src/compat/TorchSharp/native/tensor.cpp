// What a tensor is: lifetime, description, factories, copies, views.
#include "shim.h"

#include <ATen/NamedTensorUtils.h>

#include <cstring>

using namespace edgenas;

ENT_API void ent_free(Handle tensor) {
  if (!tensor) return;
  live_handles.fetch_sub(1, std::memory_order_relaxed);
  delete tensor;
}

// ---- description ----
ENT_API int64_t ent_dim(Handle t) { return t->dim(); }
ENT_API int64_t ent_numel(Handle t) { return t->numel(); }
ENT_API int32_t ent_dtype(Handle t) { return static_cast<int32_t>(t->scalar_type()); }
ENT_API int64_t ent_element_size(Handle t) { return t->element_size(); }
ENT_API int64_t ent_storage_offset(Handle t) { return t->storage_offset(); }
ENT_API int32_t ent_is_contiguous(Handle t) { return t->is_contiguous(); }
ENT_API int32_t ent_is_sparse(Handle t) { return t->is_sparse(); }
ENT_API void ent_sizes(Handle t, int64_t* sizes) { std::memcpy(sizes, t->sizes().data(), t->dim() * sizeof(int64_t)); }
ENT_API void ent_strides(Handle t, int64_t* strides) { std::memcpy(strides, t->strides().data(), t->dim() * sizeof(int64_t)); }
ENT_API int64_t ent_size(Handle t, int64_t dim) { return count([&] { return t->size(dim); }); }

ENT_API void ent_device(Handle t, int32_t* type, int32_t* index) {
  *type = static_cast<int32_t>(t->device().type());
  *index = t->device().index();
}

ENT_API void* ent_data(Handle t) {
  try {
    return t->data_ptr();
  } catch (...) {
    keep_error();
    return nullptr;
  }
}

// Bytes that die with this handle: the storage's size if no other tensor shares it, else 0.
ENT_API int64_t ent_owned_bytes(Handle t) {
  return t->has_storage() && t->storage().use_count() == 1 ? static_cast<int64_t>(t->storage().nbytes()) : 0;
}

ENT_API int32_t ent_item(Handle t, int32_t as_integer, int64_t* integer, double* real) {
  return status([&] {
    at::Scalar value = t->item();
    if (as_integer) *integer = value.to<int64_t>();
    else *real = value.to<double>();
  });
}

// ---- factories ----
ENT_API Handle ent_empty(const int64_t* sizes, int32_t n, Placement at) {
  return result([&] { return at::empty(ints(sizes, n), at.options()); });
}

ENT_API Handle ent_empty_strided(const int64_t* sizes, const int64_t* strides, int32_t n, Placement at) {
  return result([&] { return at::empty_strided(ints(sizes, n), ints(strides, n), at.options()); });
}

ENT_API Handle ent_full(const int64_t* sizes, int32_t n, Number value, Placement at) {
  return result([&] { return at::full(ints(sizes, n), value.scalar(), at.options()); });
}

ENT_API Handle ent_zeros(const int64_t* sizes, int32_t n, Placement at) {
  return result([&] { return at::zeros(ints(sizes, n), at.options()); });
}

ENT_API Handle ent_arange(Number start, Number end, Number step, Placement at) {
  return result([&] { return at::arange(start.scalar(), end.scalar(), step.scalar(), at.options()); });
}

ENT_API Handle ent_linspace(double start, double end, int64_t steps, Placement at) {
  return result([&] { return at::linspace(start, end, steps, at.options()); });
}

ENT_API Handle ent_eye(int64_t rows, int64_t columns, Placement at) {
  return result([&] { return at::eye(rows, columns, at.options()); });
}

ENT_API Handle ent_empty_like(Handle t, Placement at) {
  return result([&] { return at::empty_like(*t, at.options()); });
}

// Shares memory that the caller keeps until release(context), which the last tensor that uses it calls, on any thread.
ENT_API Handle ent_from_blob(void* data, const int64_t* sizes, int32_t n, int32_t dtype, void (*release)(void*), void* context) {
  return result([&] {
    return at::from_blob(data, ints(sizes, n), [release, context](void*) { release(context); }, at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype)));
  });
}

// ---- copies ----
ENT_API Handle ent_clone(Handle t) { return result([&] { return t->clone(); }); }
ENT_API Handle ent_alias(Handle t) { return result([&] { return *t; }); }
ENT_API Handle ent_detach(Handle t) { return result([&] { return t->detach(); }); }
ENT_API Handle ent_contiguous(Handle t) { return result([&] { return t->contiguous(); }); }
ENT_API int32_t ent_copy_(Handle t, Handle source, int32_t non_blocking) { return status([&] { t->copy_(*source, non_blocking != 0); }); }
ENT_API int32_t ent_set_(Handle t, Handle source) { return status([&] { t->set_(*source); }); }

ENT_API Handle ent_to(Handle t, Placement target, int32_t copy, int32_t non_blocking) {
  return result([&] { return t->to(target.options(), non_blocking != 0, copy != 0); });
}

// ---- views and rearrangements ----
ENT_API Handle ent_view(Handle t, const int64_t* sizes, int32_t n) { return result([&] { return t->view(ints(sizes, n)); }); }
ENT_API Handle ent_reshape(Handle t, const int64_t* sizes, int32_t n) { return result([&] { return t->reshape(ints(sizes, n)); }); }
ENT_API Handle ent_expand(Handle t, const int64_t* sizes, int32_t n) { return result([&] { return t->expand(ints(sizes, n)); }); }
ENT_API Handle ent_permute(Handle t, const int64_t* dims, int32_t n) { return result([&] { return t->permute(ints(dims, n)); }); }
ENT_API Handle ent_repeat(Handle t, const int64_t* repeats, int32_t n) { return result([&] { return t->repeat(ints(repeats, n)); }); }
ENT_API Handle ent_tile(Handle t, const int64_t* repeats, int32_t n) { return result([&] { return at::tile(*t, ints(repeats, n)); }); }
ENT_API Handle ent_flip(Handle t, const int64_t* dims, int32_t n) { return result([&] { return t->flip(ints(dims, n)); }); }
ENT_API Handle ent_flatten(Handle t, int64_t start, int64_t end) { return result([&] { return t->flatten(start, end); }); }
ENT_API Handle ent_transpose(Handle t, int64_t dim0, int64_t dim1) { return result([&] { return t->transpose(dim0, dim1); }); }
ENT_API Handle ent_t(Handle t) { return result([&] { return t->t(); }); }
ENT_API Handle ent_unsqueeze(Handle t, int64_t dim) { return result([&] { return t->unsqueeze(dim); }); }
ENT_API Handle ent_squeeze(Handle t, int64_t dim) { return result([&] { return dim == INT64_MIN ? t->squeeze() : t->squeeze(dim); }); }
ENT_API Handle ent_narrow(Handle t, int64_t dim, int64_t start, int64_t length) { return result([&] { return t->narrow(dim, start, length); }); }
ENT_API Handle ent_select(Handle t, int64_t dim, int64_t index) { return result([&] { return t->select(dim, index); }); }

ENT_API Handle ent_slice(Handle t, int64_t dim, int64_t start, int64_t end, int64_t step) {
  return result([&] { return t->slice(dim, start, end, step); });
}

ENT_API Handle ent_as_strided(Handle t, const int64_t* sizes, const int64_t* strides, int32_t n, int64_t offset) {
  return result([&] { return t->as_strided(ints(sizes, n), ints(strides, n), offset); });
}

ENT_API Handle ent_unfold(Handle t, int64_t dim, int64_t size, int64_t step) { return result([&] { return t->unfold(dim, size, step); }); }

ENT_API Handle ent_movedim(Handle t, const int64_t* source, int32_t n, const int64_t* target, int32_t m) {
  return result([&] { return t->movedim(ints(source, n), ints(target, m)); });
}

ENT_API Handle ent_roll(Handle t, const int64_t* shifts, int32_t n, const int64_t* dims, int32_t m) {
  return result([&] { return t->roll(ints(shifts, n), ints(dims, m)); });
}

// The caller's buffer holds at least as many handles as there will be parts; returns their number.
static int64_t give(std::vector<at::Tensor> parts, Handle* buffer) {
  for (size_t i = 0; i < parts.size(); i++) buffer[i] = own(std::move(parts[i]));
  return static_cast<int64_t>(parts.size());
}

ENT_API int64_t ent_split(Handle t, int64_t size, int64_t dim, Handle* parts) { return count([&] { return give(t->split(size, dim), parts); }); }
ENT_API int64_t ent_chunk(Handle t, int64_t chunks, int64_t dim, Handle* parts) { return count([&] { return give(t->chunk(chunks, dim), parts); }); }
ENT_API int64_t ent_unbind(Handle t, int64_t dim, Handle* parts) { return count([&] { return give(t->unbind(dim), parts); }); }

ENT_API int64_t ent_split_sizes(Handle t, const int64_t* sizes, int32_t n, int64_t dim, Handle* parts) {
  return count([&] { return give(t->split_with_sizes(ints(sizes, n), dim), parts); });
}

ENT_API Handle ent_cat(const Handle* list, int32_t n, int64_t dim) { return result([&] { return at::cat(tensors(list, n), dim); }); }
ENT_API Handle ent_stack(const Handle* list, int32_t n, int64_t dim) { return result([&] { return at::stack(tensors(list, n), dim); }); }

// ---- names of dimensions ----
static std::vector<at::Dimname> dimension_names(const char* const* names, int32_t n) {
  std::vector<at::Dimname> list;
  for (int32_t i = 0; i < n; i++)
    list.push_back(names[i] ? at::Dimname::fromSymbol(at::Symbol::dimname(names[i])) : at::Dimname::wildcard());
  return list;
}

// A null name leaves its dimension unnamed; n < 0 removes all names.
ENT_API int32_t ent_set_names_(Handle t, const char* const* names, int32_t n) {
  return status([&] {
    if (n < 0) at::internal_set_names_inplace(*t, Optional<at::DimnameList>());
    else at::internal_set_names_inplace(*t, at::DimnameList(dimension_names(names, n)));
  });
}

ENT_API Handle ent_renamed(Handle t, const char* const* names, int32_t n) {
  return result([&] { return n < 0 ? t->rename(Optional<at::DimnameList>()) : t->rename(at::DimnameList(dimension_names(names, n))); });
}

ENT_API Handle ent_refine_names(Handle t, const char* const* names, int32_t n) {
  return result([&] { return t->refine_names(dimension_names(names, n)); });
}

// A dimension's name, valid for ever (names are interned); null where it has none.
ENT_API const char* ent_dimension_name(Handle t, int32_t dim) {
  if (!t->has_names()) return nullptr;
  at::Dimname name = t->names()[dim];
  return name.isBasic() ? name.symbol().toUnqualString() : nullptr;
}
