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

        /// <param name="p">The probability of each element.</param>
        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Aten.CallOn(this, "bernoulli_.Tensor", p, generator);

        public Tensor cauchy_(double median = 0, double sigma = 1, Generator? generator = null) => Aten.CallOn(this, "cauchy_", median, sigma, generator);

        public Tensor geometric_(double p, Generator? generator = null) => Aten.CallOn(this, "geometric_", p, generator);

        public Tensor log_normal_(double mean = 0, double std = 1, Generator? generator = null) => Aten.CallOn(this, "log_normal_", mean, std, generator);

        public Tensor poisson(Generator? generator = null) => Aten.Call("poisson", this, generator);

        public Tensor binomial(Tensor prob, Generator? generator = null) => Aten.Call("binomial", this, prob, generator);

        /// <summary>Integers in [<paramref name="from"/>, <paramref name="to"/>).</summary>
        public Tensor random_(double from, double to, Generator? generator = null) =>
            Checked(NativeRandom.ent_random_(Raw, (long)from, (long)to, Generator.Optional(generator)));

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Of(NativeRandom.ent_multinomial(Raw, num_samples, replacement ? 1 : 0, Generator.Optional(generator)));
    }
}
