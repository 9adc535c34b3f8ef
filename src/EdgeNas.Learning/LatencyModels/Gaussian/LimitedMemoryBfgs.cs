using EdgeNas.Domain.Statistics;

namespace EdgeNas.Learning.LatencyModels.Gaussian;

/// <summary>Minimises a smooth function: L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.5) with Armijo backtracking, inside a box.</summary>
internal static class LimitedMemoryBfgs
{
    private const int Memory = 8;
    private const double Low = -16, High = 8;

    /// <param name="function">Value and gradient; positive infinity where it is not defined.</param>
    public static double[] Minimise(Func<double[], (double Value, double[] Gradient)> function, double[] start, int iterations)
    {
        double[] x = [.. start];
        var (value, gradient) = function(x);
        var pairs = new LinkedList<(double[] Step, double[] Change, double Curvature)>();
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            double[] direction = Direction(gradient, pairs);
            double slope = InnerProduct.Of(direction, gradient);
            if (!(slope < -1e-9)) break;
            double length = pairs.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(InnerProduct.Of(gradient, gradient))) : 1;
            bool moved = false;
            for (int tries = 0; tries < 12 && !moved; tries++, length /= 2.5)
            {
                double[] next = new double[x.Length];
                for (int i = 0; i < next.Length; i++) next[i] = Math.Clamp(x[i] + (length * direction[i]), Low, High);
                var (nextValue, nextGradient) = function(next);
                if (!(nextValue <= value + (1e-4 * length * slope))) continue;
                double[] step = [.. next.Zip(x, (a, b) => a - b)], change = [.. nextGradient.Zip(gradient, (a, b) => a - b)];
                double curvature = InnerProduct.Of(step, change);
                if (curvature > 1e-10) pairs.AddLast((step, change, curvature));
                if (pairs.Count > Memory) pairs.RemoveFirst();
                moved = value - nextValue > 1e-4;
                (x, value, gradient) = (next, nextValue, nextGradient);
                break;
            }

            if (!moved) break;
        }

        return x;
    }

    private static double[] Direction(double[] gradient, LinkedList<(double[] Step, double[] Change, double Curvature)> pairs)
    {
        double[] direction = [.. gradient.Select(g => -g)];
        var shares = new Stack<double>();
        for (var pair = pairs.Last; pair is not null; pair = pair.Previous)
        {
            double share = InnerProduct.Of(pair.Value.Step, direction) / pair.Value.Curvature;
            shares.Push(share);
            Add(direction, pair.Value.Change, -share);
        }

        if (pairs.Last is { } last)
        {
            double scale = last.Value.Curvature / InnerProduct.Of(last.Value.Change, last.Value.Change);
            for (int i = 0; i < direction.Length; i++) direction[i] *= scale;
        }

        for (var pair = pairs.First; pair is not null; pair = pair.Next)
        {
            Add(direction, pair.Value.Step, shares.Pop() - (InnerProduct.Of(pair.Value.Change, direction) / pair.Value.Curvature));
        }

        return direction;
    }

    private static void Add(double[] to, double[] values, double factor)
    {
        for (int i = 0; i < to.Length; i++) to[i] += factor * values[i];
    }
}
