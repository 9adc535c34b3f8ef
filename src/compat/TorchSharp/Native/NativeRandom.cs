using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Exports of native/random.cpp.</summary>
internal static unsafe partial class NativeRandom
{
    private const string Library = NativeLibtorch.Library;

    [LibraryImport(Library)]
    public static partial GeneratorHandle ent_generator(ulong seed);

    [LibraryImport(Library)]
    public static partial GeneratorHandle ent_default_generator();

    [LibraryImport(Library)]
    public static partial void ent_generator_free(nint generator);

    [LibraryImport(Library)]
    public static partial int ent_generator_manual_seed(GeneratorHandle generator, long seed);

    [LibraryImport(Library)]
    public static partial long ent_generator_initial_seed(GeneratorHandle generator);

    [LibraryImport(Library)]
    public static partial long ent_generator_seed(GeneratorHandle generator);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_generator_get_state(GeneratorHandle generator);

    [LibraryImport(Library)]
    public static partial int ent_generator_set_state(GeneratorHandle generator, TensorHandle state);

    [LibraryImport(Library)]
    public static partial int ent_manual_seed(long seed);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_rand(long* sizes, int n, GeneratorHandle generator, Placement at);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_randn(long* sizes, int n, GeneratorHandle generator, Placement at);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_randint(long low, long high, long* sizes, int n, GeneratorHandle generator, Placement at);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_randperm(long n, GeneratorHandle generator, Placement at);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_bernoulli(TensorHandle t, GeneratorHandle generator);

    [LibraryImport(Library)]
    public static partial TensorHandle ent_multinomial(TensorHandle t, long samples, int replacement, GeneratorHandle generator);

    [LibraryImport(Library)]
    public static partial int ent_uniform_(TensorHandle t, double from, double to, GeneratorHandle generator);

    [LibraryImport(Library)]
    public static partial int ent_normal_(TensorHandle t, double mean, double deviation, GeneratorHandle generator);

    [LibraryImport(Library)]
    public static partial int ent_bernoulli_(TensorHandle t, double p, GeneratorHandle generator);

    [LibraryImport(Library)]
    public static partial int ent_exponential_(TensorHandle t, double lambda, GeneratorHandle generator);

    [LibraryImport(Library)]
    public static partial int ent_random_(TensorHandle t, long from, long to, GeneratorHandle generator);
}
