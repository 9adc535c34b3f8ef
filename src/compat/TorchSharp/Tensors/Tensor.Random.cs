using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor uniform_(double from, double to, Generator? generator = null) => Checked(NativeRandom.ent_uniform_(Raw, from, to, Generator.Optional(generator)));

        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Checked(NativeRandom.ent_normal_(Raw, mean, std, Generator.Optional(generator)));

        public Tensor bernoulli(Generator? generator = null) => Of(NativeRandom.ent_bernoulli(Raw, Generator.Optional(generator)));

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Checked(NativeRandom.ent_bernoulli_(Raw, p, Generator.Optional(generator)));

        public Tensor exponential_(double lambda = 1, Generator? generator = null) =>
            Checked(NativeRandom.ent_exponential_(Raw, lambda, Generator.Optional(generator)));

        /// <summary>Integers in [<paramref name="from"/>, <paramref name="to"/>).</summary>
        public Tensor random_(double from, double to, Generator? generator = null) =>
            Checked(NativeRandom.ent_random_(Raw, (long)from, (long)to, Generator.Optional(generator)));

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Of(NativeRandom.ent_multinomial(Raw, num_samples, replacement ? 1 : 0, Generator.Optional(generator)));
    }
}
